import { expect } from 'vitest';
import type { Ended } from './command.ts';

const linesOf = ({ out }: Ended) => out.trim().split('\n');

/** Fails unless each fault stands on a line of its own with its mend, nothing else is called wrong, and the exit code says so. */
export function expectFound(ended: Ended, ...faults: readonly RegExp[]) {
  expect(ended.code).toBe(1);
  const wrong = linesOf(ended).filter((line) => line.startsWith('✗ '));
  for (const fault of faults)
    expect(
      wrong.some((line) => fault.test(line)),
      `${fault} in:\n${ended.out}`,
    ).toBe(true);
  expect(wrong.filter((line) => !faults.some((fault) => fault.test(line)))).toEqual([]);
  expect(ended.err).toMatch(new RegExp(`${wrong.length} things? needs? mending\\.\n$`));
  expect(ended.out).not.toContain('All is well');
}

/** Fails where anything is called wrong; gives all that was said. */
export function expectAllWell(ended: Ended): string {
  expect(ended).toMatchObject({ code: 0 });
  const lines = linesOf(ended);
  expect(lines.at(-1)).toBe('All is well.');
  expect(lines.slice(0, -1).filter((line) => !line.startsWith('✓ '))).toEqual([]);
  return ended.out;
}
