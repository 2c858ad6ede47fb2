// Structs of shaders in bytes, written and read by the names of their fields. Where a field stands is in layouts that are
// made from the WGSL; nothing is reflected at run time.

export type FieldType = 'u32' | 'f32' | 'vec3u';

export interface StructLayout {
  readonly sizeBytes: number;
  readonly fields: Readonly<Record<string, readonly [type: FieldType, offsetBytes: number]>>;
}

type FieldValue = number | readonly [number, number, number];

/** Every field of a struct, none left out. */
export type StructValues<Layout extends StructLayout> = {
  readonly [Name in keyof Layout['fields']]: Layout['fields'][Name][0] extends 'vec3u'
    ? readonly [number, number, number]
    : number;
};

/** Names of the fields that are one number. */
type ScalarName<Layout extends StructLayout> = {
  [Name in keyof Layout['fields']]: Layout['fields'][Name][0] extends 'vec3u' ? never : Name;
}[keyof Layout['fields']];

export function writeStruct<Layout extends StructLayout>(
  layout: Layout,
  values: StructValues<Layout>,
  view: DataView,
  atBytes: number,
): void;
export function writeStruct(
  layout: StructLayout,
  values: Readonly<Record<string, FieldValue>>,
  view: DataView,
  atBytes: number,
): void {
  for (const [name, [type, offset]] of Object.entries(layout.fields)) {
    const numbers = [values[name] ?? 0].flat();
    numbers.forEach((value, i) => {
      const at = atBytes + offset + 4 * i;
      if (type === 'f32') view.setFloat32(at, value, true);
      else view.setUint32(at, value, true);
    });
  }
}

/** A uniform: whole rows of 16 bytes, the rest 0. */
export function packUniform<Layout extends StructLayout>(layout: Layout, values: StructValues<Layout>): ArrayBuffer {
  const bytes = new ArrayBuffer(16 * Math.ceil(layout.sizeBytes / 16));
  writeStruct(layout, values, new DataView(bytes), 0);
  return bytes;
}

export function readNumber<Layout extends StructLayout>(
  layout: Layout,
  name: ScalarName<Layout>,
  view: DataView,
  atBytes: number,
): number;
export function readNumber(layout: StructLayout, name: string, view: DataView, atBytes: number): number {
  const field = layout.fields[name];
  if (!field) throw new RangeError(`The struct has no field "${name}".`);
  const [type, offset] = field;
  return type === 'f32' ? view.getFloat32(atBytes + offset, true) : view.getUint32(atBytes + offset, true);
}
