import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AeonError } from '../../../core/errors.ts';
import { decodeSpec, encodeSpec } from './spec-link.ts';

describe('a spec in a link', () => {
  it('comes back as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const link = await encodeSpec(value);
        expect(link).toMatch(/^[\w-]*$/);
        expect(await decodeSpec(link)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is short for a usual spec', async () => {
    const spec = { kind: 'swarm', problem: { name: 'rastrigin', dimensions: 2 }, algorithm: { name: 'pso' } };
    expect((await encodeSpec(spec)).length).toBeLessThan(130);
  });

  it.each(['', 'not a link', 'AAAA', 'e30'])('refuses %j with what to do', async (text) => {
    const error = await decodeSpec(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AeonError);
    expect((error as AeonError).code).toBe('bad-spec');
    expect((error as AeonError).hint).toContain('JSON');
  });

  it('refuses a link that unpacks to more than it should', async () => {
    const bomb = await encodeSpec('0'.repeat(5_000_000));
    await expect(decodeSpec(bomb)).rejects.toMatchObject({ code: 'bad-spec' });
  });
});
