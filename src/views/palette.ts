// The colours of pictures: by the page's own custom properties where they are drawn live or in a report, as plain hex
// where they go into a file.

export interface Palette {
  /** Titles and what matters most. */
  readonly ink: string;
  /** Tick labels, legends. */
  readonly soft: string;
  /** Axes and edges. */
  readonly line: string;
  readonly grid: string;
  readonly paper: string;
  /** What is live, the best so far. */
  readonly nova: string;
  /** Okabe and Ito's eight. */
  readonly data: readonly string[];
  readonly font: string;
}

/** A name of the palette, the number of a series, or any CSS colour. */
export type Colour = 'ink' | 'soft' | 'line' | 'grid' | 'paper' | 'nova' | number | `#${string}`;

export function colourOf(palette: Palette, colour: Colour): string {
  if (typeof colour === 'number') return palette.data[seriesOrder[colour % seriesOrder.length] ?? 0] ?? palette.ink;
  return isHex(colour) ? colour : palette[colour];
}

function isHex(colour: string): colour is `#${string}` {
  return colour.startsWith('#');
}

/** Series take the colours with the most contrast on light and dark paper first. */
const seriesOrder = [0, 5, 2, 3, 7, 4, 1] as const;

/** A series is told by its dashes too, not by colour alone. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [5, 5], [1, 4], [12, 4]];
export function dashOf(series: number): readonly number[] {
  return dashes[series % dashes.length] ?? [];
}

const okabeIto = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#000000'] as const;

const properties = {
  ink: ['--ink-12', '#15171c'],
  soft: ['--ink-11', '#4b4f59'],
  line: ['--ink-8', '#8b8f99'],
  grid: ['--ink-5', '#e3e4e8'],
  paper: ['--paper', '#ffffff'],
  nova: ['--nova-mark', '#c96a12'],
} as const;

/** For pictures that live in a page with the tokens: they follow its theme by themselves. */
export const livePalette: Palette = {
  ...mapProperties((name, fallback) => `var(${name}, ${fallback})`),
  data: okabeIto.map((colour, i) => `var(--data-${i + 1}, ${colour})`),
  font: 'var(--font-text, system-ui, sans-serif)',
};

/** The palette as an element shows it now, in hex: for canvases and files. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string): string => toHex(style.getPropertyValue(name).trim(), fallback);
  return {
    ...mapProperties(read),
    data: okabeIto.map((colour, i) => read(`--data-${i + 1}`, colour)),
    font: 'Inter, system-ui, sans-serif',
  };
}

function mapProperties(value: (name: string, fallback: string) => string): Omit<Palette, 'data' | 'font'> {
  const of = (key: keyof typeof properties): string => value(properties[key][0], properties[key][1]);
  return { ink: of('ink'), soft: of('soft'), line: of('line'), grid: of('grid'), paper: of('paper'), nova: of('nova') };
}

let pixel: CanvasRenderingContext2D | null = null;

/** Any CSS colour as hex: drawing programs read hex, few of them oklch. A painted pixel tells. */
function toHex(colour: string, fallback: string): string {
  if (/^#[\da-f]{6}$/i.test(colour)) return colour;
  if (!CSS.supports('color', colour)) return fallback;
  pixel ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pixel) return fallback;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
