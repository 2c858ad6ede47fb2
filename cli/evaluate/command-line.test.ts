// Commands as they are typed, and what programs print.
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { readPrinted } from './printed-value.ts';

describe('a command', () => {
  const call = (text: string, names = ['x', 'n'], values = [0.5, 3]) => parseCommandLine(text, names)(7, values);

  it.each([
    ['./simulate {x} {n}', ['./simulate', '0.5', '3']],
    ['  sim   --x={x},{n}  --tag run-{id}', ['sim', '--x=0.5,3', '--tag', 'run-7']],
    [`'my program' "{x} {n}" 'a "b" \\c' "say \\"{x}\\" \\d"`, ['my program', '0.5 3', 'a "b" \\c', 'say "0.5" \\d']],
    ['C:\\tools\\sim.exe {x}\\ {n} a\\"b', ['C:\\tools\\sim.exe', '0.5 3', 'a"b']],
    [`python -c 'print({x}**{n})' ""`, ['python', '-c', 'print(0.5**3)', '']],
    [`sim '{"x":{x},"n":[{n}]}' ; rm $HOME`, ['sim', '{"x":0.5,"n":[3]}', ';', 'rm', '$HOME']],
  ])('%s', (text, words) => {
    const { file, args } = call(text);
    expect([file, ...args]).toEqual(words);
  });

  it('gives a value as one word, whatever it is', () => {
    expect(call('sim {x}', ['x'], [-1e-7]).args).toEqual(['-1e-7']);
  });

  it.each([
    ['', /is empty/],
    ['sim {x} {m}', /\{m\} is no variable/],
    ['sim {x}', /not given the variable n/],
    ['sim {x} "{n}', /a quote \("\) does not end/],
  ])('is refused: %s', (text, message) => {
    expect(() => call(text)).toThrow(message);
  });
});

describe('what a program prints', () => {
  it.each([
    ['3.5\n', 3.5],
    ['epoch 1 loss 7\nepoch 2 loss -1.5e-3 \n\n', -0.0015],
    ['took 3 s, v2.1: f = .25', 0.25],
    ['12ms', 12],
    ['{"value": 4, "other": 9}', 4],
    ['progress 99\n{"value": 2}\n', 2],
    ['{\n  "value": 1e3\n}\n', 1000],
  ])('%j has the value %d', (text, value) => {
    expect(readPrinted(text, 0)).toEqual({ value, violations: [] });
  });

  it.each([
    ['', 'it printed no number'],
    ['no luck\n', 'it printed no number'],
    ['epoch 3\nloss nan\n', 'it printed nan'],
    ['9 -Inf', 'it printed -Inf'],
    ['{"value": null}', 'its JSON object has no number "value"'],
    ['{"value": 1, "violations": [1]}', 'its JSON object has no "violations" of 0 numbers'],
  ])('%j has none', (text, failure) => {
    expect(readPrinted(text, 0)).toEqual({ failure });
  });

  it('has its violations where there are constraints', () => {
    expect(readPrinted('{"value": 1, "violations": [0, -2]}', 2)).toEqual({ value: 1, violations: [0, -2] });
    expect(readPrinted('1.5', 2)).toEqual({
      failure: 'it printed no {"value": …, "violations": [2 numbers]} on its last line',
    });
    expect(readPrinted('{"value": 1, "violations": [0, null]}', 2)).toHaveProperty('failure');
  });
});
