import type { Account } from './accounts.ts';
import type { Calendar } from './calendar.ts';
import type { Kind, Service } from './services.ts';
import type { LabelKind, Scope } from './types.ts';

/** A row while the world is being made. `charge` is a fee or a credit, `added` what came up after the start. */
export interface DraftRow {
  /** Index into the draft's accounts. */
  readonly account: number;
  readonly service: string;
  readonly usageType: string;
  readonly team: string;
  readonly kind: Kind | 'charge' | 'added';
  readonly values: Float64Array;
}

/** A service in an account, from the start. */
export interface Pair {
  readonly account: number;
  readonly service: Service;
  readonly rows: readonly DraftRow[];
}

/** What an event did to each row: the signed dollars it really added, by day of the world. */
export type Change = ReadonlyMap<DraftRow, Float64Array>;

/** What an event adds to one row. */
export interface Part {
  readonly row: DraftRow;
  /** Signed dollars on a day. It may read the row's figures: they are those before the event. */
  readonly at: (day: number) => number;
}

export interface Label {
  readonly class: string;
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
  readonly scope: Scope;
  readonly change: Change;
  readonly attribution?: boolean;
}

/** Where something goes on; what is left out means everywhere. */
export interface Place {
  readonly account?: number | undefined;
  readonly service?: string | undefined;
}

interface Busy extends Place {
  readonly from: number;
  readonly to: number;
}

/** A world in the making. */
export interface Draft {
  readonly calendar: Calendar;
  readonly warmup: number;
  readonly accounts: readonly Account[];
  readonly catalogue: readonly Service[];
  readonly pairs: Pair[];
  /** By the text of their keys. */
  readonly rows: Map<string, DraftRow>;
  readonly labels: Label[];
  /** Where and when something labelled already goes on. */
  readonly busy: Busy[];
}

export const valueAt = (values: Float64Array, day: number): number => values[day] ?? 0;

/** The account at an index. Throws a RangeError on an unknown one. */
export function accountAt(draft: Draft, index: number): Account {
  const account = draft.accounts[index];
  if (!account) throw new RangeError(`there is no account ${index}`);
  return account;
}

/** The row of these keys, made with zeros where there is none yet. */
export function rowOf(draft: Draft, keys: Omit<DraftRow, 'values' | 'kind'>, kind: DraftRow['kind']): DraftRow {
  const name = [keys.account, keys.service, keys.usageType, keys.team].join('|');
  const row = draft.rows.get(name) ?? { ...keys, kind, values: new Float64Array(draft.calendar.days) };
  draft.rows.set(name, row);
  return row;
}

/** Whether an account has ever used a service. */
export function uses(draft: Draft, account: number, service: string): boolean {
  for (const row of draft.rows.values()) if (row.account === account && row.service === service) return true;
  return false;
}

/** Adds the parts to the rows on the days from `from` to `to`, never below zero but where a credit asks for it. */
export function apply(draft: Draft, parts: readonly Part[], from: number, to: number): Change {
  const last = Math.min(to, draft.calendar.days - 1);
  // All parts are read before any is written: what moves money from row to row reads rows that it changes.
  const wanted = parts.map(({ row, at }) => {
    const amounts = new Float64Array(draft.calendar.days);
    for (let day = from; day <= last; day++) amounts[day] = at(day);
    return { row, amounts };
  });
  const change = new Map<DraftRow, Float64Array>();
  for (const { row, amounts } of wanted) {
    const lowest = row.kind === 'charge' ? Number.NEGATIVE_INFINITY : 0;
    const added = change.get(row) ?? new Float64Array(draft.calendar.days);
    for (let day = from; day <= last; day++) {
      const before = valueAt(row.values, day);
      row.values[day] = Math.max(lowest, before + valueAt(amounts, day));
      added[day] = valueAt(added, day) + valueAt(row.values, day) - before;
    }
    change.set(row, added);
  }
  return change;
}

/** Whether nothing labelled goes on in a place from some days before to some days after. */
export function isFree(draft: Draft, place: Place, start: number, end: number, padDays: number): boolean {
  const apart = <T>(a: T | undefined, b: T | undefined) => a !== undefined && b !== undefined && a !== b;
  return draft.busy.every(
    (other) =>
      apart(place.account, other.account) ||
      apart(place.service, other.service) ||
      start - padDays > other.to ||
      end + padDays < other.from,
  );
}

/** Mean dollars a day of some rows together, over the whole time. */
export function meanOf(rows: readonly DraftRow[]): number {
  let total = 0;
  for (const { values } of rows) for (const value of values) total += value;
  const days = rows[0]?.values.length ?? 1;
  return total / days;
}
