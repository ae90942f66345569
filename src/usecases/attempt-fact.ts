import { UserError } from '../domain/errors.ts';
import type { Fact } from '../domain/logs/silence/facts.ts';
import type { Log } from './ports.ts';

const MOST_WORDS = 120;

/** Tries to find something out. What fails leaves the rest as it is: it is not known, and why is said in few words. */
export async function attemptFact<T>(log: Log, find: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { value: await find() };
  } catch (thrown) {
    // Words that are not ours are for the log alone.
    if (thrown instanceof UserError) return { unknown: shortReason(thrown.message) };
    log.error({ err: thrown }, 'Part of why a function is silent could not be found out');
    return { unknown: 'it failed; the log has why' };
  }
}

/** `needs cloudtrail:LookupEvents` where that is what is missing, else how the reason begins. */
function shortReason(words: string): string {
  const denied =
    /denies ([a-z]+:\w+)/.exec(words)?.[1] ?? (/assume its role/.test(words) ? 'sts:AssumeRole' : undefined);
  if (denied) return `needs ${denied}`;
  const first = words.split(/(?<=\.) /)[0] ?? '';
  const short = first.replace(/\.$/, '');
  return short.length > MOST_WORDS ? `${short.slice(0, MOST_WORDS)}…` : short;
}
