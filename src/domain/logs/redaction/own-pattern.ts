import { RE2JS } from 're2js';
import type { Finder } from './finder.ts';

/** A pattern of one's own, in RE2's syntax, and what its finds are called. */
export interface OwnPattern {
  readonly name: string;
  readonly pattern: string;
}

/** Lines that every function writes, or might. */
const ORDINARY = [
  'START RequestId: 8f5e1c2a-4b7d-4c1e-9a55-1d2f3a4b5c6d Version: 42',
  'REPORT RequestId: 8f5e1c2a-4b7d-4c1e-9a55-1d2f3a4b5c6d Duration: 3.10 ms Memory Size: 128 MB',
  '{"level":"error","message":"Task timed out after 3.00 seconds","count":12}',
  'orders: 12 polled in 240 ms, 3 of them again',
];
/** From this share of a line on a pattern hides lines rather than what is in them. */
const MOST_OF_A_LINE = 0.5;
const LONGEST_PATTERN = 500;
/** RE2's steps at each sign grow with its program. */
const LARGEST_PROGRAM = 200;
/** Each search takes linear time; all searches of a text together do so because none looks further than this. */
const WINDOW = 1_000;
const OVERLAP = 300;

/** Why a pattern is not taken, in words that go on after "must be"; undefined where it is. */
export function faultOf(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `a pattern of ${LONGEST_PATTERN} characters at most`;
  const compiled = compile(pattern);
  if (typeof compiled === 'string') return `a pattern in RE2's syntax, without look-around or \\1 (${compiled})`;
  if (compiled.programSize() > LARGEST_PROGRAM) return 'a smaller pattern, with smaller repeat counts';
  if (['', ...ORDINARY].some((line) => lengthsIn(compiled, line).includes(0)))
    return 'a pattern that never matches the empty text';
  const hidden = ORDINARY.find((line) => sum(lengthsIn(compiled, line)) > line.length * MOST_OF_A_LINE);
  return hidden && `a pattern that leaves ordinary lines readable; this one hides most of "${hidden}"`;
}

/** The finder of a pattern that has no fault. No pattern can make it slow: RE2 never goes back. */
export function finderOf({ name, pattern }: OwnPattern): Finder {
  const compiled = RE2JS.compile(pattern);
  return (text, hide) => {
    for (let from = 0; from < text.length; from += WINDOW - OVERLAP) {
      const matcher = compiled.matcher(text.slice(from, from + WINDOW));
      while (matcher.find()) hide(from + matcher.start(), from + matcher.end(), name);
      if (from + WINDOW >= text.length) return;
    }
  };
}

function compile(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message.replace(/^error parsing regexp: /, '') : String(thrown);
  }
}

function lengthsIn(compiled: RE2JS, line: string): number[] {
  const matcher = compiled.matcher(line);
  const lengths: number[] = [];
  while (matcher.find()) lengths.push(matcher.end() - matcher.start());
  return lengths;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
