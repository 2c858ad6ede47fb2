// Shapes of points as path data, the same on canvases and in files.

/** What each stands for is told by its shape: dot a member, diamond the best, target the known optimum. */
export type Shape = 'dot' | 'ring' | 'diamond' | 'target' | 'square' | 'triangle';

/** Shapes that are drawn by their line alone. */
export const isOutline = (shape: Shape): boolean => shape === 'ring' || shape === 'target';

export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  const at = (dx: number, dy: number): string => `${short(x + dx * radius)} ${short(y + dy * radius)}`;
  const r = short(radius);
  const circle = `M${at(-1, 0)}a${r} ${r} 0 1 0 ${short(2 * radius)} 0a${r} ${r} 0 1 0 ${short(-2 * radius)} 0z`;
  switch (shape) {
    case 'dot':
    case 'ring':
      return circle;
    case 'diamond':
      return `M${at(0, -1.25)}L${at(1.25, 0)}L${at(0, 1.25)}L${at(-1.25, 0)}z`;
    case 'target':
      return `${circle}M${at(-1.8, 0)}L${at(1.8, 0)}M${at(0, -1.8)}L${at(0, 1.8)}`;
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}z`;
    case 'triangle':
      return `M${at(0, -1.15)}L${at(1.1, 0.9)}L${at(-1.1, 0.9)}z`;
    default:
      return shape satisfies never;
  }
}

/** Two decimals: a hundredth of a pixel. */
export function short(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
