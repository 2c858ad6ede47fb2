// What a linked shader says of its memory, as TypeScript: where the fields of the structs stand that are bound, and the
// numbers of the bindings. For what is checked in; nothing is reflected at run time.
import { ArrayInfo, StructInfo, TemplateInfo, type TypeInfo, WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';

const fieldTypes: Readonly<Record<string, string>> = { u32: 'u32', f32: 'f32', vec3u: 'vec3u', 'atomic<u32>': 'u32' };

/**
 * `export const` of the layout of modules that are linked apart and share their memory. Throws where they contradict each
 * other, and for a type of field that host code does not write.
 */
export function printLayout(name: string, modules: readonly string[]): string {
  const structs = new Map<string, string>();
  const bindings = new Map<string, string>();
  for (const code of modules) {
    for (const variable of new WgslReflect(code).getBindGroups().flat()) {
      // Groups and numbers that a module does not use leave holes.
      if (!variable) continue;
      keep(bindings, variable.name, `{ group: ${variable.group}, binding: ${variable.binding} }`);
      const struct = structOf(variable.type);
      if (struct) keep(structs, struct.name, printStruct(struct));
    }
  }
  const print = (map: ReadonlyMap<string, string>): string =>
    [...map].map(([key, text]) => `    ${key}: ${text},\n`).join('');
  return `export const ${name} = {\n  structs: {\n${print(structs)}  },\n  bindings: {\n${print(bindings)}  },\n} as const;\n`;
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

function printStruct({ name, members, size, align }: StructInfo): string {
  const fields = members.map((member) => {
    const { type } = member;
    const spelled = type instanceof TemplateInfo ? `${type.name}<${type.format?.name}>` : type.name;
    const known = fieldTypes[spelled];
    if (!known) throw new Error(`The field ${name}.${member.name} is of type ${spelled}, which no host code writes.`);
    return `        ${member.name}: ['${known}', ${member.offset}],\n`;
  });
  const sizeBytes = Math.ceil(size / align) * align;
  return `{\n      sizeBytes: ${sizeBytes},\n      fields: {\n${fields.join('')}      },\n    }`;
}
