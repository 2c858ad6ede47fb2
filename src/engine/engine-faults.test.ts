import { describe } from 'vitest';
import { testFaults } from './engine-faults.contract.ts';

describe('a run on the CPU', () => {
  testFaults({ path: 'cpu', openGpu: () => undefined });
});
