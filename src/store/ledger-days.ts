import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { type Day, dayOf } from '../domain/day.ts';
import { groupBy } from '../domain/group.ts';
import { isSettled } from '../domain/settled.ts';
import type { DayState, Sighting } from '../usecases/ports.ts';
import type { Store } from './database.ts';

/** A payer that was not asked for so long is no longer one of this organisation. */
const PAYER_GONE_MS = 7 * 86_400_000;

type SeenDay = Sighting & { readonly payer: string };
type Stored<Row> = Omit<Row, 'readAt'> & { readonly readAt: number };

/** What is known of the days of account/service. */
interface DaysKnown {
  /** The payers that are being read. */
  payers(now: Date): readonly string[];
  states(from: Day, end: Day, now: Date): ReadonlyMap<Day, DayState>;
  /** Oldest read first. */
  sightings(from: Day, end: Day): SeenDay[];
}

/** Each question asks for days, twice: raw statements, which are kept prepared. */
export function knowingDays({ $client }: Store): DaysKnown {
  /** The payers that are being read, by the last attempt at account/service. */
  const presentPayers = (now: Date): string[] => {
    const all = $client
      .prepare<[string], { payer: string; tried: number }>(
        'SELECT payer, max(coalesce(succeeded_at, 0), coalesce(failed_at, 0)) AS tried FROM cut_reads WHERE cut = ?',
      )
      .all(ACCOUNT_SERVICE.name);
    const present = all.filter((row) => row.tried >= now.getTime() - PAYER_GONE_MS);
    return (present.length ? present : all).map(({ payer }) => payer);
  };

  const sightings = (from: Day, end: Day): SeenDay[] =>
    $client
      .prepare<[Day, Day], Stored<SeenDay>>(
        `SELECT payer, day, currency, read_at AS readAt, unblended, amortized, net_amortized AS netAmortized
        FROM day_sightings WHERE day >= ? AND day < ? ORDER BY read_at`,
      )
      .all(from, end)
      .map((row) => ({ ...row, readAt: new Date(row.readAt) }));

  return {
    payers: presentPayers,
    sightings,

    /** A day is known once every payer's was read; one payer's day alone would look like a fall. */
    states(from, end, now) {
      const payers = presentPayers(now);
      const rows = $client
        .prepare<[string, Day, Day, string], { day: Day; payers: number; readAt: number; estimated: number }>(
          `SELECT day, count(*) AS payers, min(read_at) AS readAt, max(estimated) AS estimated FROM day_reads
          WHERE cut = ? AND day >= ? AND day < ? AND payer IN (SELECT value FROM json_each(?)) GROUP BY day`,
        )
        .all(ACCOUNT_SERVICE.name, from, end, JSON.stringify(payers));
      const seenOf = groupBy(sightings(from, end), ({ day }) => day);
      const today = dayOf(now);
      return new Map(
        rows
          .filter((row) => row.payers === payers.length)
          .map(({ day, readAt, estimated }) => {
            const settled = isSettled(day, today, seenOf.get(day) ?? []);
            return [day, { day, estimated: estimated === 1, readAt: new Date(readAt), settled }];
          }),
      );
    },
  };
}
