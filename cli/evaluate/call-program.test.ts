import { expect, it } from 'vitest';
import { callProgram } from './call-program.ts';

it('waits where the limit is longer than a timer can be', async () => {
  const call = { file: process.execPath, args: ['-p', '1.5'] };
  expect(await callProgram(call, { constraints: 0, timeoutSeconds: 1e8 })).toEqual({ value: 1.5, violations: [] });
});
