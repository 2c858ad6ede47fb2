// Whether a process still lives, and whether a number that it left behind is still its own.
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When the process began, as the system counts it; '' where it does not say. Numbers of processes are given out again, so
 * that a number alone does not tell one process from a later one.
 */
export function startOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    // Field 22 of proc(5)'s stat; the name in field 2 may hold spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').pop()?.trim().split(' ') ?? [];
    return fields[19] ?? '';
  } catch {
    return '';
  }
}
