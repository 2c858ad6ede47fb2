// Whether a text is well-formed XML as far as pictures need it: tags that close in order, attributes once and quoted,
// nothing unescaped. For tests; Node has no parser of its own.
import { expect } from 'vitest';

const tag = /^<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/;
const text = /^[^<&]+/;
const entity = /^&(?:amp|lt|gt|quot|#39);/;

export function expectWellFormed(markup: string): void {
  const open: string[] = [];
  for (let rest = markup; rest !== '';) {
    const match = tag.exec(rest) ?? text.exec(rest) ?? entity.exec(rest);
    if (!match) throw new Error(`Not well-formed at: ${rest.slice(0, 80)}`);
    rest = rest.slice(match[0].length);
    const [, closes, name, attributes = '', closesItself] = match;
    if (name === undefined) continue;
    expect(attributes.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map((found) => found[1]);
    expect(new Set(names).size).toBe(names.length);
    if (closes) expect(open.pop()).toBe(name);
    else if (!closesItself) open.push(name);
  }
  expect(open).toEqual([]);
}
