// Links WGSL modules in WESL's spelling: `import a::b;` brings in a whole module once, dependencies first; `@if(flag)` and
// `@if(!flag)` at the start of a line keep or leave out the declaration, statement or block that follows.
import { AeonError } from '../core/errors.ts';

export interface LinkOptions {
  /** Module name -> source. */
  readonly modules: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, boolean>>;
}

const importLine = /^[ \t]*import[ \t]+([\w:]+);[ \t]*$/gm;

/** Throws `gpu-validation` for an unknown module or flag and for a circle of imports. */
export function linkShader(entry: string, options: LinkOptions): string {
  const linked: string[] = [];
  const done = new Set<string>();

  function include(source: string, chain: readonly string[]): void {
    for (const [, name = ''] of source.matchAll(importLine)) {
      if (done.has(name)) continue;
      if (chain.includes(name))
        throw linkError(`The modules import each other in a circle: ${[...chain, name].join(' -> ')}.`);
      const module = options.modules[name];
      if (module === undefined)
        throw linkError(
          `There is no shader module "${name}"${chain.length > 0 ? `, which "${chain.at(-1)}" imports` : ''}.`,
        );
      include(module, [...chain, name]);
      done.add(name);
    }
    linked.push(applyFlags(source.replaceAll(importLine, ''), options.flags ?? {}));
  }

  include(entry, []);
  return linked.join('\n');
}

function linkError(message: string): AeonError {
  return new AeonError('gpu-validation', message, {
    hint: 'This is a defect of AeonNova. Copy the details into a bug report.',
  });
}

/** Line breaks of what is left out stay, so that lines keep their numbers. */
function applyFlags(source: string, flags: Readonly<Record<string, boolean>>): string {
  const condition = /^[ \t]*@if\((!?)(\w+)\)/gm;
  let out = '';
  let from = 0;
  for (let match = condition.exec(source); match; match = condition.exec(source)) {
    const [whole, not = '', flag = ''] = match;
    const value = flags[flag];
    if (value === undefined) throw linkError(`The shader asks for the flag "${flag}", which was not given.`);
    out += source.slice(from, match.index);
    from = match.index + whole.length;
    if (value === (not === '!')) {
      const end = endOfItem(source, from);
      out += source.slice(from, end).replaceAll(/[^\n]/g, '');
      from = end;
    }
    condition.lastIndex = from;
  }
  return out + source.slice(from);
}

/** Where the declaration, statement or block that begins here ends: at its `;`, or at the brace that closes its body. */
function endOfItem(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const character = source[i];
    if (character === '/' && source[i + 1] === '/') {
      const end = source.indexOf('\n', i);
      if (end < 0) break;
      i = end;
    } else if (character === '{') depth++;
    else if (character === '}') {
      depth--;
      if (depth === 0) return i + 1;
    } else if (character === ';' && depth === 0) return i + 1;
  }
  throw linkError('A conditional part of a shader has no end.');
}
