// Schemas by zod/mini without code generation (the CSP forbids eval), one registry for what forms and docs say of a
// field, and one way to turn a schema's complaint into a typed error that names the field.
import * as z from 'zod/mini';
import { AeonError } from './errors.ts';

z.config({ jitless: true });

export { z };

export interface FieldText {
  readonly label: string;
  readonly help: string;
  /** `main`: what most people change; `more`: folded. */
  readonly group?: 'main' | 'more';
  readonly unit?: string;
  /** A form widget other than the type's own. */
  readonly scale?: 'log';
  /** Rules that the type does not say, for the reference: "below 24(1-w²)/(7-5w)". */
  readonly note?: string;
}
export const fieldTexts = z.registry<FieldText>();

/** Parses `input`, or throws `bad-spec` naming the first field at fault. */
export function parseWith<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  what: string,
): z.output<Schema> {
  const outcome = z.safeParse(schema, input, { reportInput: true });
  if (outcome.success) return outcome.data;
  const issue = deepest(outcome.error.issues[0]);
  const field = fieldOf(issue);
  throw new AeonError('bad-spec', `${what}${field === '' ? '' : `, field ${field}`}: ${explain(issue)}`, {
    hint: field === '' ? 'Compare it with the reference of the spec.' : `Change ${field} and start again.`,
    place: { field },
  });
}

export interface Fault {
  /** Dotted, as in the spec: `parameters.b1`. Empty: the whole. */
  readonly field: string;
  readonly message: string;
}

/** Everything that a schema has to say against `input`, for forms that show it beside the fields. */
export function listFaults(schema: z.ZodMiniType, input: unknown): readonly Fault[] {
  const outcome = z.safeParse(schema, input, { reportInput: true });
  if (outcome.success) return [];
  return outcome.error.issues.map(deepest).map((issue) => ({
    field: fieldOf(issue),
    message: explain(issue),
  }));
}

type Issue = z.core.$ZodIssue;

/** Where a union failed, the branch that came furthest says most; where none got inside, the one whose type was right. */
function deepest(issue: Issue | undefined): Issue {
  if (issue === undefined) throw new Error('a failed parse without an issue');
  if (issue.code !== 'invalid_union') return issue;
  const isOfType = ({ code, path }: Issue): number => (path.length === 0 && code !== 'invalid_type' ? 1 : 0);
  // A branch whose tag is another one was not meant, where there is one whose tag is right.
  const meant = issue.errors.filter((branch) => !branch.some(isOtherTag));
  const inner = (meant.length > 0 ? meant : issue.errors)
    .map((branch) => branch[0])
    .filter((first): first is Issue => first !== undefined)
    .map(deepest)
    .sort((a, b) => b.path.length - a.path.length || isOfType(b) - isOfType(a))[0];
  return inner && (inner.path.length > 0 || isOfType(inner))
    ? { ...inner, path: [...issue.path, ...inner.path] }
    : issue;
}

function isOtherTag({ code, path }: Issue): boolean {
  return code === 'invalid_value' && path.length === 1;
}

/** A key that is not known is the field at fault, not what it stands in. */
function fieldOf(issue: Issue): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return path.map(String).join('.');
}

function explain(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'invalid_type':
      return `expected ${wordFor(issue.expected)}, got ${describe(issue.input)}`;
    case 'too_small':
      return `must ${boundBy(issue.origin, issue.inclusive ? 'at least' : 'more than', issue.minimum)}, got ${measure(issue.origin, issue.input)}`;
    case 'too_big':
      return `must ${boundBy(issue.origin, issue.inclusive ? 'at most' : 'less than', issue.maximum)}, got ${measure(issue.origin, issue.input)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}, got ${describe(issue.input)}`;
    case 'invalid_union':
      return explainUnion(issue);
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? explain(inner) : 'cannot be a name';
    }
    default: {
      // Rules of ours say what they expect; what came is said here.
      const text = issue.message === '' ? 'is not as expected' : issue.message;
      return issue.input === undefined ? text : `${text}, got ${describe(issue.input)}`;
    }
  }
}

function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    const { input, discriminator } = issue;
    const tag: unknown =
      typeof input === 'object' && input !== null
        ? Object.entries(input).find(([key]) => key === discriminator)?.[1]
        : input;
    return `must be ${oneOf(issue.options)}, got ${describe(tag)}`;
  }
  const types = issue.errors.flat().flatMap((inner) => (isOfRoot(inner) ? [wordFor(inner.expected)] : []));
  const expected = [...new Set(types)].join(' or ');
  return `expected ${expected === '' ? 'something else' : expected}, got ${describe(issue.input)}`;
}

function isOfRoot(issue: Issue): issue is Extract<Issue, { code: 'invalid_type' }> {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`;
}

const words: Readonly<Record<string, string>> = { int: 'whole number', tuple: 'list', array: 'list', record: 'object' };

function wordFor(type: string): string {
  return words[type] ?? type;
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  array: ['entry', 'entries'],
  string: ['character', 'characters'],
};

function boundBy(origin: string, relation: string, bound: number | bigint): string {
  const unit = units[origin];
  return unit === undefined
    ? `be ${relation} ${bound}`
    : `have ${relation} ${bound} ${unit[Number(bound) === 1 ? 0 : 1]}`;
}

function measure(origin: string, value: unknown): string {
  const isCounted = units[origin] !== undefined && (typeof value === 'string' || Array.isArray(value));
  return isCounted ? String(value.length) : describe(value);
}

const longestShown = 40;

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `"${shorten(value)}"`;
  if (Array.isArray(value)) return shorten(`[${value.slice(0, longestShown).map(describe).join(', ')}]`);
  return value === null ? 'null' : typeof value;
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
