// The outline of WGSL texts and what is put into their loops, over texts that are made up at random: loops in loops, in
// functions, in continuing blocks, with comments and blanks anywhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetInsertions, insertInto, offsetBefore, zeroFunctions } from './loop-budget.ts';
import { readProgram } from './read-program.ts';

/** A piece of a text, with how many loops there are in it. */
interface Piece {
  readonly text: string;
  readonly loops: number;
}

const gap = fc.constantFrom(
  ' ',
  '\n',
  '\r\n',
  '\t',
  ' // for (;;) { loop {\n',
  ' /* while { /* nested } */ loop { */ ',
  '\u2028',
);
const simple = fc.constantFrom(
  'a = 1.0;',
  'let formula = b + loopy;',
  '{ }',
  'if (a < 2.0) { return 3.0; } else { a += 0x1.8p-3; }',
  'switch (i) { case 1u, 2u: { a = 4.0; } default { } }',
  ';',
  'v[i * (2 - 1)].x = f(1.0, g(2));',
);
const { statements } = fc.letrec<{ statements: Piece; statement: Piece }>((tie) => ({
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple.map((text): Piece => ({ text, loops: 0 })),
    fc
      .tuple(
        fc.constantFrom(
          'for (var i = 0u; i < 3u; i++)',
          'for (;;)',
          'while (a < b)',
          'while true',
          'loop',
          '@diagnostic(off, x.y) loop',
        ),
        gap,
        tie('statements'),
      )
      .map(([head, between, { text, loops }]): Piece => ({ text: `${head}${between}{${text}}`, loops: loops + 1 })),
    fc.tuple(tie('statements'), tie('statements')).map(([body, last]): Piece => ({
      text: `loop {${body.text}continuing {${last.text}break if c > 3.0;}}`,
      loops: body.loops + last.loops + 1,
    })),
  ),
  statements: fc.array(fc.tuple(gap, tie('statement'), gap), { maxLength: 3 }).map((parts): Piece => ({
    text: parts.map(([before, { text }, after]) => before + text + after).join(''),
    loops: parts.reduce((sum, [, { loops }]) => sum + loops, 0),
  })),
}));
const programs = fc
  .array(fc.tuple(gap, fc.constantFrom('', ' -> f32', ' -> array<vec2<f32>, 3>', ' -> /* type */ S'), statements), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts): Piece => ({
    text:
      parts
        .map(
          ([before, type, { text }], i) =>
            `${before}@must_use fn f${i}(a: f32, b: array<f32, (1 + 2)>)${type} {${text}}`,
        )
        .join('') + 'const PI = 3.0; // end',
    loops: parts.reduce((sum, [, , { loops }]) => sum + loops, 0),
  }));

describe('the budget of loops', () => {
  it('is put into every loop, into nothing else, and taken out again leaves the text', () => {
    fc.assert(
      fc.property(programs, ({ text, loops }) => {
        const program = readProgram(text);
        expect(program.faults).toEqual([]);
        expect(program.loops).toHaveLength(loops);
        const insertions = budgetInsertions(program);
        expect(insertions).toHaveLength(2 * loops);
        const budgeted = insertInto(text, insertions);
        let stripped = budgeted;
        for (const { text: inserted } of insertions) stripped = stripped.replace(inserted, '');
        expect(stripped).toBe(text);
        expect(budgeted.split('\n')).toHaveLength(text.split('\n').length);
        // Read again, it has the same loops, each of which begins by spending.
        const again = readProgram(budgeted);
        expect(again.faults).toEqual([]);
        expect(
          again.loops.map(({ bodyOffset }) =>
            budgeted.slice(bodyOffset).search(/^ aeon_n\d+\+\+; if \(aeon_spend\(\)\)/),
          ),
        ).toEqual(again.loops.map(() => 0));
        // Every place goes back to where it came from.
        for (const [i, loop] of program.loops.entries())
          expect(offsetBefore(insertions, again.loops[i].offset)).toBe(loop.offset);
      }),
    );
  });

  it('ends a loop by what its function can do: a zero of its type, nothing, or a break where nothing returns', () => {
    const text = `fn none() { loop { } }
fn pair(a: f32) -> vec2<f32> { while (a > 0.0) { for (;;) { } } return vec2f(a); }
fn last() -> f32 { loop { continuing { loop { } break if true; } } return 1.0; }`;
    const program = readProgram(text);
    const put = budgetInsertions(program).map(({ text: inserted }) => inserted.trim());
    expect(put.filter((inserted) => inserted.startsWith('aeon'))).toEqual([
      'aeon_n0++; if (aeon_spend()) { aeon_blame(1u, aeon_n0); return; }',
      'aeon_n1++; if (aeon_spend()) { aeon_blame(2u, aeon_n1); return aeon_zero_1(); }',
      'aeon_n2++; if (aeon_spend()) { aeon_blame(3u, aeon_n2); aeon_blame(2u, aeon_n1); return aeon_zero_1(); }',
      'aeon_n3++; if (aeon_spend()) { aeon_blame(4u, aeon_n3); return aeon_zero_2(); }',
      'aeon_n4++; if (aeon_spend()) { aeon_blame(5u, aeon_n4); aeon_blame(4u, aeon_n3); break; }',
    ]);
    expect(zeroFunctions(program)).toBe(
      'fn aeon_zero_1() -> vec2 < f32 > { var zero: vec2 < f32 >; return zero; }\nfn aeon_zero_2() -> f32 { var zero: f32; return zero; }',
    );
  });

  it.each([
    ['fn f() { loop {', 'This "{" is never closed.', 14],
    ['fn f() { (]; }', '"]" does not close the "(" that is open.', 10],
    ['} fn f() {}', 'There is nothing that "}" could close.', 0],
    ['fn f() { /* /* */ }', 'This comment has no end.', 9],
    ['loop { }', '"loop" cannot stand here.', 0],
    ['fn f() { a = while (b) { }; }', '"while" cannot stand here.', 13],
    ['fn f() { g(for (;;) { }); }', '"for" cannot stand here.', 11],
  ])('is not put into what has no outline: %s', (text, message, offset) => {
    expect(readProgram(text).faults[0]).toMatchObject({ message, offset });
  });
});
