import type { LastOwn } from '../domain/logs/silence/facts.ts';
import type { OwnLines } from './own-lines.ts';
import { type GapSources, usualGapBefore } from './read-gap.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** Most silences are young: so far everything is read. */
const NEAR_MS = 6 * HOUR_MS;

interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

export interface LookBackQuestion {
  /** The silent window's beginning. */
  readonly before: Date;
  /** Its end. */
  readonly until: Date;
  /** When the newest line of any kind came, as far as that is known. */
  readonly lastEventAt: Date | undefined;
  /** The beginnings of hours in which it was invoked, oldest first; undefined where metrics do not tell. */
  readonly activeHours: readonly Date[] | undefined;
}

export interface LookBack {
  /** Undefined where none was found from `to` on. */
  readonly last: LastOwn | undefined;
  readonly to: Date;
  /** Whether only some of the lines or hours were looked at that tell of it, or of its usual gap. */
  readonly isSampled: boolean;
}

/**
 * Looks for a function's last own line before a window, seven days back at most, and for how long it is usually quiet. To read days of
 * the platform's lines takes too long: beyond some hours it halves its way to where own lines end, and says so.
 */
export async function lookBack(own: OwnLines, question: LookBackQuestion): Promise<LookBack> {
  const { before, lastEventAt } = question;
  const start = lastEventAt && lastEventAt < before ? new Date(lastEventAt.getTime() + 1) : before;
  const near = new Date(start.getTime() - NEAR_MS);
  const limit = new Date(Math.min(before.getTime() - WEEK_MS, near.getTime()));
  const gaps = { ...question, own };
  const told = (last: LastOwn | undefined, isSampled: boolean) => ({
    last,
    to: limit,
    isSampled: isSampled || own.isSpent,
  });
  const { at, isCut } = await own.newest({ from: near, to: start });
  if (at) return told(await withGap(at, gaps), false);
  const found = await halve(own, hoursBetween(limit, near, question.activeHours));
  const last = found.at && (await withGap(found.at, gaps));
  if (!found.isSampled || (last?.usualGapMs !== undefined && last.usualGapMs <= HOUR_MS))
    return told(last, isCut || found.isSampled);
  // One that writes seldom may have written between the samples.
  const rest = await own.newest({ from: found.at ? new Date(found.at.getTime() + 1) : limit, to: near });
  return told(rest.at ? await withGap(rest.at, gaps) : last, isCut || (rest.at === undefined && rest.isCut));
}

async function withGap(at: Date, sources: Omit<GapSources, 'last'>): Promise<LastOwn> {
  return { at, usualGapMs: await usualGapBefore({ ...sources, last: at }) };
}

/** Hours in which a function may have written, newest first. */
function hoursBetween(from: Date, to: Date, active: readonly Date[] | undefined): readonly Stretch[] {
  const first = Math.ceil(from.getTime() / HOUR_MS);
  const count = Math.max(0, Math.ceil(to.getTime() / HOUR_MS) - first);
  const all = active ?? Array.from({ length: count }, (_, i) => new Date((first + i) * HOUR_MS));
  return (
    all
      .filter((hour) => hour >= from && hour < to)
      // Both ends of a window are read: the next hour's first millisecond can cost a page of its own.
      .map((hour) => ({ from: hour, to: new Date(Math.min(hour.getTime() + HOUR_MS, to.getTime()) - 1) }))
      .reverse()
  );
}

/** Finds the newest hour that has an own line, as if all older ones had one as well: first by ever longer steps, then by halves. */
async function halve(own: OwnLines, hours: readonly Stretch[]): Promise<{ at: Date | undefined; isSampled: boolean }> {
  let [silent, looks, isCut] = [-1, 0, false];
  const look = async (index: number) => {
    const found = await own.newest(hours[index] as Stretch);
    looks++;
    isCut ||= found.at === undefined && found.isCut;
    return found.at;
  };
  let at: Date | undefined;
  let index = 0;
  while (index < hours.length) {
    at = await look(index);
    if (at) break;
    silent = index;
    if (index === hours.length - 1) return { at: undefined, isSampled: isCut || looks < hours.length };
    index = Math.min(hours.length - 1, index * 2 + 1);
  }
  while (index - silent > 1) {
    const middle = Math.floor((index + silent) / 2);
    const found = await look(middle);
    if (found) [at, index] = [found, middle];
    else silent = middle;
  }
  return { at, isSampled: isCut || looks < index + 1 };
}
