// What an objective in WGSL may not say, found before any compiler sees it: entry points, bindings, extensions, the names
// that are taken; and the function that it must have. Everything else is the compiler's to judge.
import { readProgram, type Program } from './read-program.ts';
import type { Fault, Token } from './tokens.ts';
import { meaningIn, waitingFunctions } from './words.ts';

/** How every name of ours in the module begins. */
export const ownPrefix = 'aeon_';
const signature = 'fn objective(x: Position, d: u32) -> f32';

/** A few helpers that call each other twice make as many calls as any endless loop. */
const mostCalls = 1_000;
const attributes = new Set(['align', 'diagnostic', 'must_use', 'size']);
const directives = new Set(['enable', 'requires', 'diagnostic']);

/**
 * @param dataNames of the data that the objective reads, which are names of functions
 * @returns the outline, with every fault in the order of their places
 */
export function checkProgram(source: string, dataNames: readonly string[]): Program {
  const program = readProgram(source);
  const faults = [...program.faults, ...faultsOf(program, takenNames(dataNames))];
  return { ...program, faults: faults.sort((a, b) => a.offset - b.offset) };
}

/** Names that the objective is given, each with what it is. */
function takenNames(dataNames: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ['Position', 'the type of a place'],
    ['at', 'the function that gives a coordinate'],
    ...dataNames.flatMap((name): [string, string][] => [
      [name, 'the function that reads the data of that name'],
      [lengthName(name), `how many numbers the data ${name} has`],
    ]),
  ]);
}

/** Of the constant that says how many numbers there are. */
export function lengthName(data: string): string {
  return `${data}_length`;
}

function* faultsOf(
  { tokens, declarations, functions, faults }: Program,
  taken: ReadonlyMap<string, string>,
): Generator<Fault> {
  const at = ({ text, offset }: Pick<Token, 'text' | 'offset'>, message: string): Fault => ({
    message,
    offset,
    length: text.length,
  });
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    const { text, kind } = token;
    const before = tokens[i - 1]?.text;
    if (text === '{' || text === '(' || text === '[') depth++;
    else if (text === '}' || text === ')' || text === ']') depth--;
    if (kind !== 'word') continue;
    if (before === '@') {
      if (!attributes.has(text))
        yield at(token, `"@${text}" has no place in an objective: entry points and bindings are the search’s own.`);
    } else if (depth === 0 && directives.has(text) && (before === undefined || before === ';' || before === '}')) {
      yield at(token, `"${text}" has no place in an objective: it runs on every adapter, without extensions.`);
    } else if (text.startsWith(ownPrefix)) {
      yield at(token, `Names that begin with "${ownPrefix}" are the search’s own; choose another than "${text}".`);
    } else if (waitingFunctions.has(text)) {
      yield at(token, `"${text}" has no place in an objective: each evaluation stands alone.`);
    }
  }
  for (const { word, name, offset, space } of declarations) {
    const token = { text: name, offset };
    const meaning = taken.get(name);
    const inWgsl = meaningIn(name);
    if (meaning !== undefined) yield at(token, `"${name}" is ${meaning}; choose another name.`);
    else if (inWgsl !== null) yield at(token, `"${name}" is ${inWgsl}; choose another name.`);
    if (word === 'override')
      yield at(token, `"override ${name}" has no place in an objective: nobody could give its value. Write const.`);
    if (space !== '' && space !== 'private')
      yield at(token, `"var<${space}>" has no place in an objective: its numbers come through the data of the spec.`);
  }
  if (faults.length > 0) return;
  const objective = functions.find(({ name }) => name === 'objective');
  if (!objective) {
    const other = declarations.find(({ name }) => name === 'objective');
    yield { message: `There is no ${signature}.`, offset: other?.offset ?? 0, length: other ? 9 : 0 };
    return;
  }
  const [first, , place, , second] = objective.parameters;
  const shape = objective.parameters.map((token) => (token === first || token === second ? '_' : token.text)).join(' ');
  const isRight =
    /^_ : Position , _ : u32(?: ,)?$/.test(shape) &&
    place !== undefined &&
    objective.returns.map(({ text }) => text).join(' ') === 'f32';
  if (!isRight) yield at({ text: 'objective', offset: objective.offset }, `The objective has to be ${signature}.`);
  const calls = callsOf({ tokens, functions });
  if (calls > mostCalls)
    yield at(
      { text: 'objective', offset: objective.offset },
      `The objective calls functions that call functions: more than ${mostCalls.toLocaleString('en')} calls in one evaluation, loops counted once. Such a shader could hold the GPU for minutes; write a loop, which has a budget.`,
    );
}

/** Calls of the user's functions in one evaluation, each loop gone through once. Recursion, which no compiler takes, counts once. */
function callsOf({ tokens, functions }: Pick<Program, 'tokens' | 'functions'>): number {
  const called = new Map<string, string[]>(functions.map(({ name }) => [name, []]));
  let within = -1;
  for (const [i, { text, offset }] of tokens.entries()) {
    while (functions[within + 1] && offset >= (functions[within + 1]?.offset ?? 0)) within++;
    const caller = functions[within];
    if (caller && called.has(text) && tokens[i + 1]?.text === '(' && tokens[i - 1]?.text !== 'fn')
      called.get(caller.name)?.push(text);
  }
  const counts = new Map<string, number>();
  const count = (name: string): number => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    counts.set(name, 0);
    const calls = (called.get(name) ?? []).reduce((sum, callee) => sum + 1 + count(callee), 0);
    counts.set(name, calls);
    return calls;
  };
  return count('objective');
}
