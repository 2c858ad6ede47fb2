// Ready objectives for the WGSL form: loops over coordinates, a simulation with a function of its own, and data.
import { emptyWgsl, toWgslProblem } from '../spec/wgsl-draft.ts';
import type { Example } from '../examples.ts';

const throwing = `// A ball thrown against the wind: which speed and angle hit a mark 40 m away and 5 m up with least effort?
fn drag(v: vec2f) -> vec2f {
  return -0.01 * length(v + vec2f(6.0, 0.0)) * (v + vec2f(6.0, 0.0));
}

fn objective(x: Position, d: u32) -> f32 {
  let speed = at(x, 0u);
  let angle = at(x, 1u);
  var place = vec2f(0.0, 1.5);
  var v = speed * vec2f(cos(angle), sin(angle));
  var nearest = 1.0e6;
  for (var t = 0u; t < 600u; t++) {
    v += 0.01 * (vec2f(0.0, -9.81) + drag(v));
    place += 0.01 * v;
    nearest = min(nearest, distance(place, vec2f(40.0, 5.0)));
    if (place.y < 0.0) { break; }
  }
  return nearest * nearest + 0.001 * speed;
}
`;

const fitting = `// The sum of squared residuals of a curve through measured points (NIST's Misra1a).
fn curve(a: f32, b: f32, x: f32) -> f32 {
  return a * (1.0 - exp(-b * x));
}

fn objective(x: Position, d: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < pressure_length; i++) {
    let residual = curve(at(x, 0u), at(x, 1u), pressure(i)) - volume(i);
    sum += residual * residual;
  }
  return sum;
}
`;

const algorithm = { name: 'pso', particles: 400 } as const;
const stop = { generations: 120 } as const;

export const wgslExamples: readonly Example[] = [
  {
    title: 'A loop over all coordinates',
    note: 'Rastrigin in as many dimensions as you like.',
    spec: { kind: 'swarm', problem: toWgslProblem(emptyWgsl), algorithm, stop },
  },
  {
    title: 'A simulation',
    note: 'A ball thrown against the wind, step by step.',
    spec: {
      kind: 'swarm',
      problem: { name: 'wgsl', source: throwing, variables: { speed: [5, 60], angle: [0, 1.5] } },
      algorithm,
      stop,
    },
  },
  {
    title: 'A curve through data',
    note: 'Two columns of numbers, read by name.',
    spec: {
      kind: 'swarm',
      problem: {
        name: 'wgsl',
        source: fitting,
        variables: { a: [0, 500], b: [0, 0.005] },
        data: {
          pressure: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
          volume: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
        },
      },
      algorithm,
      stop,
    },
  },
];
