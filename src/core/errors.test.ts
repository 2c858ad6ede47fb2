import { describe, expect, test } from 'vitest';
import { abortError, AeonError, errorCodes, fromErrorData, toErrorData } from './errors.ts';

/** As an error crosses the worker, and as it is stored and read again. */
function cross(error: unknown): unknown {
  const data = toErrorData(error);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  return fromErrorData(structuredClone(data));
}

describe('an error', () => {
  test.each(errorCodes)('%s crosses whole: class, code, message, hint, place, stack', (code) => {
    const error = new AeonError(code, 'Something is wrong.', { hint: 'Mend it.', place: { row: 3, column: 'x' } });
    const rebuilt = cross(error);
    expect(rebuilt).toBeInstanceOf(AeonError);
    expect(rebuilt).toMatchObject({
      name: 'AeonError',
      code,
      message: error.message,
      hint: error.hint,
      place: error.place,
      stack: error.stack,
    });
  });

  test('brings its causes, of whatever kind', () => {
    const root = new RangeError('too deep');
    const middle = new AeonError('corrupt', 'It is torn.', { hint: 'Export again.', cause: root });
    const outer = new AeonError('storage-full', 'No room.', { hint: 'Make some.', cause: middle });
    const rebuilt = cross(outer);
    expect(rebuilt).toMatchObject({
      code: 'storage-full',
      cause: { code: 'corrupt', hint: 'Export again.', cause: { code: 'internal', message: 'RangeError: too deep' } },
    });
    expect((rebuilt as Error).cause).toBeInstanceOf(AeonError);
  });

  test('that was an abort stays one', () => {
    for (const error of [abortError('stopped'), AbortSignal.abort().reason]) {
      const rebuilt = cross(error);
      expect(rebuilt).toBeInstanceOf(DOMException);
      expect(rebuilt).toMatchObject({ name: 'AbortError', message: error.message });
    }
  });

  test('of ours that nobody foresaw is called a defect, with its stack', () => {
    const error = new TypeError('x is not a function');
    const rebuilt = cross(error);
    expect(rebuilt).toMatchObject({ code: 'internal', message: 'TypeError: x is not a function', stack: error.stack });
    expect((rebuilt as AeonError).hint).toContain('defect');
  });

  test('of several tells them all', () => {
    const error = new AggregateError([new RangeError('first'), new TypeError('second')], 'both failed');
    expect(cross(error)).toMatchObject({
      message: 'AggregateError: both failed (RangeError: first; TypeError: second)',
    });
  });

  test('whose causes go round in a circle still crosses', () => {
    const error = new Error('round');
    error.cause = new Error('and round', { cause: error });
    expect(cross(error)).toMatchObject({ message: 'Error: round', cause: { message: 'Error: and round' } });
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'text'],
    ['a bigint', 1n],
    ['a symbol', Symbol('s')],
    ['a function', () => undefined],
    ['a circle', Object.assign({}, { self: {} as unknown })],
  ])('that is none but %s crosses as a defect', (_, thrown) => {
    if (typeof thrown === 'object' && thrown !== null) Object.assign(thrown, { self: thrown });
    expect(cross(thrown)).toMatchObject({ name: 'AeonError', code: 'internal' });
  });
});
