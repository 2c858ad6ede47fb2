import { describe, expect, it } from 'vitest';
import { AeonError } from '../../core/errors.ts';
import { explain } from './explain.ts';

describe('an error in a notice', () => {
  it('says what happened and what can be done', () => {
    const error = new AeonError('storage-full', 'There is no room left', { hint: 'Export and delete runs.' });
    expect(explain(error)).toBe('There is no room left. Export and delete runs.');
  });
  it('tells a defect from what the browser refused', () => {
    expect(explain(new TypeError('x is undefined'))).toMatch(/^TypeError: x is undefined\. This is a defect/);
    expect(explain(new DOMException('The file was moved', 'NotFoundError'))).toBe('The file was moved.');
  });
});
