import { describe, expect, it } from 'vitest';
import { currentAddress, specAddress, specInAddress } from './spec-address.ts';

describe('the address of the lab', () => {
  it('has the spec behind the #, and settings in the query', () => {
    expect(specAddress('a-b_c')).toBe('/swarm#spec=a-b_c');
    expect(specAddress('a-b_c', '?path=cpu&theme=dark')).toBe('/swarm?path=cpu&theme=dark#spec=a-b_c');
    expect(specInAddress(new URL(specAddress('a-b_c', '?path=cpu'), 'http://localhost'))).toBe('a-b_c');
  });

  it('drops from the query what filled the form before', () => {
    expect(specAddress('abc', '?problem=fit&path=cpu&spec=old')).toBe('/swarm?path=cpu#spec=abc');
    expect(specAddress(null, '?problem=fit')).toBe('/swarm');
  });

  it('has no spec without one', () => {
    expect(specInAddress({ hash: '' })).toBeNull();
    expect(specInAddress({ hash: '#content' })).toBeNull();
  });

  it.each([
    ['/swarm?spec=abc', '/swarm#spec=abc'],
    ['/swarm?spec=abc&path=cpu', '/swarm?path=cpu#spec=abc'],
    ['/swarm?spec=abc#spec=def', '/swarm#spec=def'],
    ['/swarm?path=cpu#spec=abc', '/swarm?path=cpu#spec=abc'],
    ['/swarm?problem=fit', '/swarm?problem=fit'],
    ['/runs?spec=abc', '/runs?spec=abc'],
  ])('%s is %s today', (before, today) => {
    expect(currentAddress(new URL(before, 'http://localhost'))).toBe(today);
  });
});
