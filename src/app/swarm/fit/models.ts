// Models that people fit often, with the column's name to be put in for x: a place to begin, not a library.
import { formatName } from '../../../data/formula/format.ts';

export interface ModelExample {
  readonly title: string;
  readonly formula: string;
}

const examples: readonly ModelExample[] = [
  { title: 'Straight line', formula: 'b1 + b2*x' },
  { title: 'Parabola', formula: 'b1 + b2*x + b3*x^2' },
  { title: 'Exponential', formula: 'b1*exp(b2*x)' },
  { title: 'Saturation', formula: 'b1*(1 - exp(-b2*x))' },
  { title: 'Michaelis–Menten', formula: 'b1*x/(b2 + x)' },
  { title: 'Power law', formula: 'b1*x^b2' },
  { title: 'Logistic growth', formula: 'b1/(1 + exp(b2 - b3*x))' },
  { title: 'Gaussian peak', formula: 'b1*exp(-((x - b2)/b3)^2) + b4' },
  { title: 'Damped wave', formula: 'b1*exp(-b2*x)*cos(b3*x + b4) + b5' },
];

export function modelExamples(column: string): readonly ModelExample[] {
  const name = formatName(column);
  return examples.map(({ title, formula }) => ({ title, formula: formula.replace(/\bx\b/g, () => name) }));
}
