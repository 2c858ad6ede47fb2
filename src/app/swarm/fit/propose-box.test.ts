import { describe, expect, it } from 'vitest';
import { parseFormula } from '../../../data/formula/parse.ts';
import { proposeBoxes } from './propose-box.ts';

const boxes = (model: string, parameters: string[], sizes: Record<string, number>, response: number) =>
  proposeBoxes(parseFormula(model), parameters, sizes, response);

describe('proposed boxes', () => {
  it('hold the certified parameters of NIST Misra1a (y to 82, x to 760)', () => {
    const { b1, b2 } = boxes('b1*(1-exp(-b2*x))', ['b1', 'b2'], { x: 760 }, 82);
    expect(b1).toEqual([-1000, 1000]);
    expect(b2).toEqual([-0.02, 0.02]);
  });

  it('give a straight line a slope in y per x', () => {
    const { a, b } = boxes('a + b*x', ['a', 'b'], { x: 1e6 }, 50);
    expect(a?.[1]).toBe(500);
    expect(b?.[1]).toBeCloseTo(5e-4, 12);
  });

  it('put a half-saturation constant at the scale of its column', () => {
    const { vmax, k } = boxes('vmax*x/(k + x)', ['vmax', 'k'], { x: 3 }, 200);
    expect(k?.[1]).toBe(50);
    expect(vmax?.[1]).toBeGreaterThanOrEqual(2000);
  });

  it('hold the certified parameters of NIST Thurber (y to 1,455, x to 3.1)', () => {
    const names = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'];
    const found = boxes('(b1 + b2*x + b3*x^2 + b4*x^3)/(1 + b5*x + b6*x^2 + b7*x^3)', names, { x: 3.1 }, 1455);
    const certified = [1288.1397, 1491.0793, 583.23837, 75.416644, 0.96629503, 0.39797286, 0.049727297];
    names.forEach((name, i) => expect(found[name]?.[1]).toBeGreaterThan(certified[i] ?? Number.POSITIVE_INFINITY));
  });

  it('are finite and ordered whatever the model is', () => {
    const found = boxes('sqrt(a)*log(b + x)^c / 0 + d^(x^9)', ['a', 'b', 'c', 'd', 'unused'], { x: 0 }, 0);
    for (const [low, high] of Object.values(found)) {
      expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
      expect(low).toBeLessThan(high);
    }
  });
});
