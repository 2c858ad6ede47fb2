// A problem that was typed in: objective and constraints as formulas over variables that may be real, integer or a choice.
import formulaLibrary from '../../../../shaders/lib/formula.wgsl?raw';
import { AeonError } from '../../../core/errors.ts';
import { compileFormula, compileWithDerivatives } from '../../../data/formula/compile.ts';
import { emitWgsl } from '../../../data/formula/wgsl.ts';
import { checkNames, collectNames, isFormulaWord } from '../../../data/formula/names.ts';
import { parseConstraint, parseFormula } from '../../../data/formula/parse.ts';
import type { FormulaNode } from '../../../data/formula/tree.ts';
import { type Answer, type CompiledProblem, decode, type Decoding, decodingOf, searchRange } from '../problem.ts';
import { roundInwards } from '../f32-box.ts';
import { choiceData, decodeWgsl } from './decode-wgsl.ts';
import { type FormulaProblem } from '../schema.ts';
import { badSpec, limits } from '../spec-parts.ts';

/** How far the two sides of an equality may differ (Liang et al. 2006, CEC 2006 rules). */
const equalityTolerance = 1e-4;
/**
 * How far inside an inequality the f32 search stays, relative to its sides: what rounding hides from it would be a
 * violation in f64, where the result is judged. Between integers and choices nothing is hidden.
 */
const roundingMargin = 5e-7;

interface ParsedConstraint {
  readonly left: FormulaNode;
  readonly right: FormulaNode;
  readonly relation: '<=' | '>=' | '=';
}

/** Throws `bad-formula` naming the field and the place in its text, `bad-spec` for variables that cannot be searched. */
export function compileFormulaProblem(spec: FormulaProblem): CompiledProblem {
  const names = Object.keys(spec.variables);
  if (names.length > limits.variables)
    throw badSpec('problem.variables', `there are ${names.length}, a typed problem takes ${limits.variables} at most`);
  refuseFormulaWords('problem.variables', names);
  const decodings = names.map((name) => decodingOf(spec.variables[name]));
  const ranges = names.map((name, d) => {
    const variable = spec.variables[name];
    return roundInwards(
      ...searchRange(decodings[d] ?? { kind: 'real' }, Array.isArray(variable) ? [variable[0], variable[1]] : [0, 1]),
    );
  });
  const objective = inField('problem.minimize', () => checked(parseFormula(spec.minimize), names));
  const constraints = spec.subjectTo.map((text, i) =>
    inField(`problem.subjectTo.${i}`, () => checkedConstraint(parseConstraint(text), names)),
  );

  const inputs = { scalars: names, columns: [] };
  const value = compileFormula(objective, inputs);
  const sides = constraints.map(({ left, right, relation }) => ({
    left: compileFormula(left, inputs),
    right: compileFormula(right, inputs),
    relation,
  }));
  const decoded = new Float64Array(names.length);

  function evaluateAt(values: Float64Array): Answer {
    let violation = 0;
    for (const { left, right, relation } of sides)
      violation += violationOf(left.evaluateScalar(values), right.evaluateScalar(values), relation);
    return { value: value.evaluateScalar(values), violation };
  }

  const isPlain = constraints.length === 0 && decodings.every(({ kind }) => kind === 'real');
  const derivatives = isPlain ? compileWithDerivatives(objective, inputs, names) : null;

  return {
    name: 'formula',
    dimensions: names.length,
    offset: 0,
    lower: Float64Array.from(ranges, ([low]) => low),
    upper: Float64Array.from(ranges, ([, high]) => high),
    names,
    decodings,
    evaluate(position) {
      decodings.forEach((decoding, d) => {
        decoded[d] = decode(decoding, position[d] ?? Number.NaN);
      });
      return evaluateAt(decoded);
    },
    ...(derivatives && { gradient: (x, gradient) => derivatives.evaluateScalar(x, gradient) }),
    evaluateValues: (values) => evaluateAt(Float64Array.from(values)),
    shader: {
      modules: {
        'lib::formula': formulaLibrary,
        'swarm::objective': emitObjective(objective, constraints, names, decodings),
      },
      data: choiceData(decodings),
    },
    minimiser: null,
  };
}

function violationOf(left: number, right: number, relation: ParsedConstraint['relation']): number {
  switch (relation) {
    case '<=':
      return Math.max(0, left - right);
    case '>=':
      return Math.max(0, right - left);
    case '=':
      return Math.max(0, Math.abs(left - right) - equalityTolerance);
    default:
      return relation satisfies never;
  }
}

function checked(node: FormulaNode, names: readonly string[]): FormulaNode {
  checkNames(node, names);
  return node;
}

function checkedConstraint(constraint: ParsedConstraint, names: readonly string[]): ParsedConstraint {
  checkNames(constraint.left, names);
  checkNames(constraint.right, names);
  return constraint;
}

/** No variable or parameter goes by a word that formulas read as something else. Throws `bad-spec`. */
export function refuseFormulaWords(field: string, names: readonly string[]): void {
  const word = names.find(isFormulaWord);
  if (word === undefined) return;
  const what = word === 'pi' ? 'a number' : 'a function';
  throw badSpec(`${field}.${word}`, `in formulas "${word}" is ${what}`, 'Choose another name.');
}

/** Runs `work`; an error about a formula gets the field that the formula stands in. */
export function inField<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AeonError) || error.code !== 'bad-formula') throw error;
    throw new AeonError('bad-formula', `${field}: ${error.message}`, {
      hint: error.hint,
      place: { ...error.place, field },
      cause: error,
    });
  }
}

/** The WGSL module of the objective: decodes the coordinates, evaluates objective and constraints. No user text gets in. */
function emitObjective(
  objective: FormulaNode,
  constraints: readonly ParsedConstraint[],
  names: readonly string[],
  decodings: readonly Decoding[],
): string {
  const nameOf = (name: string): string => `variable_${names.indexOf(name)}`;
  let choicesBefore = 0;
  const declarations = decodings.map((decoding, d) => {
    const x = `positions[base + ${d}u * TILE]`;
    const value = decodeWgsl(decoding, x, 'problem', choicesBefore);
    if (decoding.kind === 'oneOf') choicesBefore += decoding.values.length;
    return `  let variable_${d} = ${value};`;
  });
  const isReal = (name: string): boolean => decodings[names.indexOf(name)]?.kind === 'real';
  const violations = constraints.map(({ left, right, relation }, i) => {
    const sides = `  let left_${i} = ${emitWgsl(left, nameOf)};\n  let right_${i} = ${emitWgsl(right, nameOf)};`;
    const difference = relation === '>=' ? `right_${i} - left_${i}` : `left_${i} - right_${i}`;
    if (relation === '=') return `${sides}\n  violation += max(0.0, abs(${difference}) - ${equalityTolerance});`;
    const isMixed = [...collectNames(left), ...collectNames(right)].some(isReal);
    const margin = isMixed ? ` + ${roundingMargin} * (abs(left_${i}) + abs(right_${i}))` : '';
    return `${sides}\n  violation += max(0.0, ${difference}${margin});`;
  });
  return `import lib::formula;

struct Accumulator { unused: f32 }

fn observe(a: ptr<function, Accumulator>, x: f32, d: u32) {}

fn conclude(a: ptr<function, Accumulator>, base: u32) -> vec2f {
${declarations.join('\n')}
  var violation = 0.0;
${violations.join('\n')}
  return vec2f(${emitWgsl(objective, nameOf)}, violation);
}
`;
}
