// What a linked shader says of its memory, as TypeScript: where the fields of the structs stand that are bound, and the
// numbers of the bindings. For what is checked in; nothing is reflected at run time.
import { ArrayInfo, StructInfo, TemplateInfo, type TypeInfo, WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';

const fieldTypes: Readonly<Record<string, string>> = { u32: 'u32', f32: 'f32', vec3u: 'vec3u', 'atomic<u32>': 'u32' };

/**
 * `export const` of the layout of modules that are linked apart and share their memory. Throws where they contradict each
 * other, and for a type of field that host code does not write.
 * @param apart names of structs that differ from module to module, which are left out
 */
export function printLayout(name: string, modules: readonly string[], apart: readonly string[] = []): string {
  const structs = new Map<string, string>();
  const bindings = new Map<string, string>();
  for (const code of modules) {
    for (const variable of new WgslReflect(code).getBindGroups().flat()) {
      // Groups and numbers that a module does not use leave holes.
      if (!variable) continue;
      keep(bindings, variable.name, `{ group: ${variable.group}, binding: ${variable.binding} }`);
      const struct = structOf(variable.type);
      if (struct && !apart.includes(struct.name)) keep(structs, struct.name, printStruct(struct, '    '));
    }
  }
  const print = (map: ReadonlyMap<string, string>): string =>
    [...map].map(([key, text]) => `    ${key}: ${text},\n`).join('');
  return `export const ${name} = {\n  structs: {\n${print(structs)}  },\n  bindings: {\n${print(bindings)}  },\n} as const;\n`;
}

/** The layout of one struct in each of some modules, by a name for each; of none where a module does not have it. */
export function printStructs(name: string, struct: string, modules: Readonly<Record<string, string>>): string {
  const print = (code: string): string => {
    const found = new WgslReflect(code).structs.find((candidate) => candidate.name === struct);
    return found ? printStruct(found, '  ') : '{ sizeBytes: 0, fields: {} }';
  };
  const lines = Object.entries(modules).map(([key, code]) => `  ${quoted(key)}: ${print(code)},\n`);
  return `export const ${name} = {\n${lines.join('')}} as const;\n`;
}

function quoted(key: string): string {
  return /^\w+$/.test(key) ? key : `'${key}'`;
}

function keep(known: Map<string, string>, name: string, text: string): void {
  const before = known.get(name) ?? text;
  if (before !== text) throw new Error(`The modules differ in ${name}: ${before} and ${text}.`);
  known.set(name, text);
}

function structOf(type: TypeInfo): StructInfo | null {
  if (type instanceof StructInfo) return type;
  return type instanceof ArrayInfo ? structOf(type.format) : null;
}

function printStruct({ name, members, size, align }: StructInfo, indent: string): string {
  const fields = members.map((member) => {
    const { type } = member;
    const spelled = type instanceof TemplateInfo ? `${type.name}<${type.format?.name}>` : type.name;
    const known = fieldTypes[spelled];
    if (!known) throw new Error(`The field ${name}.${member.name} is of type ${spelled}, which no host code writes.`);
    return `${indent}    ${member.name}: ['${known}', ${member.offset}],\n`;
  });
  const sizeBytes = Math.ceil(size / align) * align;
  return `{\n${indent}  sizeBytes: ${sizeBytes},\n${indent}  fields: {\n${fields.join('')}${indent}  },\n${indent}}`;
}
