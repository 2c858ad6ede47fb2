// The catalogue of test functions: what each is, where its minimum lies, who published it. Their kernels are in
// shaders/swarm/problems/, their f64 twins in catalogue.reference.ts.

export const catalogueNames = [
  'sphere',
  'ellipsoid',
  'rosenbrock',
  'rastrigin',
  'ackley',
  'griewank',
  'schwefel',
  'levy',
  'zakharov',
  'michalewicz',
  'styblinski-tang',
  'happycat',
] as const;
export type CatalogueName = (typeof catalogueNames)[number];

export interface CatalogueEntry {
  readonly title: string;
  /** For people, in Unicode. */
  readonly formula: string;
  readonly bounds: readonly [number, number];
  /** Least value in `dimensions` dimensions, or null where no closed value is published for that many. */
  minimum(dimensions: number): number | null;
  /** Coordinate of the minimiser in dimension d (from 0), or null where it has no closed form. */
  minimiser(d: number, dimensions: number): number | null;
  readonly source: string;
  /** One sentence: what makes it hard. */
  readonly note: string;
}

const at = (value: number) => () => value;

export const catalogue: Readonly<Record<CatalogueName, CatalogueEntry>> = {
  sphere: {
    title: 'Sphere',
    formula: 'Σ xᵢ²',
    bounds: [-100, 100],
    minimum: at(0),
    minimiser: at(0),
    source: 'De Jong 1975',
    note: 'The easiest: one bowl, the same in every direction.',
  },
  ellipsoid: {
    title: 'Ellipsoid',
    formula: 'Σ 10⁶⁽ⁱ⁻¹⁾ᐟ⁽ᴰ⁻¹⁾ xᵢ²',
    bounds: [-5, 5],
    minimum: at(0),
    minimiser: at(0),
    source: 'Hansen & Ostermeier 2001',
    note: 'A bowl a thousand times longer than wide.',
  },
  rosenbrock: {
    title: 'Rosenbrock',
    formula: 'Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²',
    bounds: [-2.048, 2.048],
    minimum: at(0),
    minimiser: at(1),
    source: 'Rosenbrock 1960',
    note: 'A long bent valley with a nearly flat floor.',
  },
  rastrigin: {
    title: 'Rastrigin',
    formula: '10D + Σ xᵢ² − 10 cos 2πxᵢ',
    bounds: [-5.12, 5.12],
    minimum: at(0),
    minimiser: at(0),
    source: 'Rastrigin 1974; Mühlenbein et al. 1991',
    note: 'A regular grid of local minima.',
  },
  ackley: {
    title: 'Ackley',
    formula: '20 + e − 20 exp(−0.2 √(Σxᵢ²/D)) − exp(Σcos 2πxᵢ/D)',
    bounds: [-32.768, 32.768],
    minimum: at(0),
    minimiser: at(0),
    source: 'Ackley 1987',
    note: 'A flat, rippled plain around one deep hole.',
  },
  griewank: {
    title: 'Griewank',
    formula: '1 + Σ xᵢ²/4000 − Π cos(xᵢ/√i)',
    bounds: [-600, 600],
    minimum: at(0),
    minimiser: at(0),
    source: 'Griewank 1981',
    note: 'Fine ripples on a wide bowl.',
  },
  schwefel: {
    title: 'Schwefel 2.26',
    formula: '418.9829D − Σ xᵢ sin √|xᵢ|',
    bounds: [-500, 500],
    minimum: at(0),
    minimiser: at(420.968746359982),
    source: 'Schwefel 1981',
    note: 'The best valley lies far from the second best.',
  },
  levy: {
    title: 'Lévy',
    formula: 'sin²πw₁ + Σ (wᵢ−1)²(1 + 10 sin²(πwᵢ+1)) + (w_D−1)²(1 + sin²2πw_D), w = 1 + (x−1)/4',
    bounds: [-10, 10],
    minimum: at(0),
    minimiser: at(1),
    source: 'Lévy & Montalvo 1985',
    note: 'Waves along a shallow bowl.',
  },
  zakharov: {
    title: 'Zakharov',
    formula: 'Σ xᵢ² + (Σ i xᵢ/2)² + (Σ i xᵢ/2)⁴',
    bounds: [-5, 10],
    minimum: at(0),
    minimiser: at(0),
    source: 'Rahnamayan et al. 2007',
    note: 'A plate with one very steep direction.',
  },
  michalewicz: {
    title: 'Michalewicz',
    formula: '−Σ sin xᵢ sin²⁰(i xᵢ²/π)',
    bounds: [0, Math.PI],
    minimum: (d) =>
      ({ 1: -0.8013034100985537, 2: -1.8013034100985532, 5: -4.687658179088147, 10: -9.660151715641348 })[d] ?? null,
    minimiser: () => null,
    source: 'Michalewicz 1992',
    note: 'Narrow valleys on a plain without slope.',
  },
  'styblinski-tang': {
    title: 'Styblinski–Tang',
    formula: '½ Σ xᵢ⁴ − 16xᵢ² + 5xᵢ',
    bounds: [-5, 5],
    minimum: (d) => -39.16616570377142 * d,
    minimiser: at(-2.9035340276896057),
    source: 'Styblinski & Tang 1990',
    note: 'Two valleys in every dimension, one a little deeper.',
  },
  happycat: {
    title: 'HappyCat',
    formula: '|Σxᵢ² − D|^¼ + (½Σxᵢ² + Σxᵢ)/D + ½',
    bounds: [-2, 2],
    minimum: at(0),
    minimiser: at(-1),
    source: 'Beyer & Finck 2012',
    note: 'A sharp ridge that bends around the centre.',
  },
};
