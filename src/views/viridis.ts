// The viridis colour map: perceptually even, readable without colour vision and in grey. Every 16th entry (of 0 to 255) of
// the table by Nathaniel J. Smith and Stéfan van der Walt (matplotlib 1.5, CC0, https://bids.github.io/colormap), linear
// in between: within 6 of 255 of the original.
const anchors = [
  0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c, 0x1f9f88, 0x27ad81,
  0x3dbc74, 0x5cc863, 0x81d34d, 0xaadc32, 0xd5e21a, 0xfde725,
] as const;

const steps = 256;
let table: Uint8Array | null = null;

/** 256 colours of 3 bytes, red, green, blue. */
export function viridisTable(): Uint8Array {
  if (table) return table;
  table = new Uint8Array(steps * 3);
  for (let k = 0; k < steps; k++) {
    const place = (k / (steps - 1)) * (anchors.length - 1);
    const index = Math.min(anchors.length - 2, Math.floor(place));
    const low = anchors[index] ?? 0;
    const high = anchors[index + 1] ?? 0;
    for (let channel = 0; channel < 3; channel++) {
      const shift = 16 - 8 * channel;
      const from = (low >> shift) & 255;
      table[3 * k + channel] = Math.round(from + (place - index) * (((high >> shift) & 255) - from));
    }
  }
  return table;
}

/** "#21918c" for 0.5; outside 0 to 1 it stays at the end. */
export function viridis(unit: number): string {
  const colours = viridisTable();
  const entry = 3 * Math.round(Math.min(1, Math.max(0, unit)) * (steps - 1));
  return `#${Array.from(colours.subarray(entry, entry + 3), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
