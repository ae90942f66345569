import { accountAt, apply, type Change, type Draft, type DraftRow, type Part } from '../draft.ts';
import type { Random } from '../random.ts';
import type { LabelKind, Scope } from '../types.ts';

/** Adds a group of innocent events of one kind. */
export type Innocent = (draft: Draft, random: Random) => void;

/** One event per so many accounts, and at least so many. */
export function countFor(draft: Draft, accountsPerEvent: number, least: number): number {
  return Math.max(least, Math.floor(draft.accounts.length / accountsPerEvent));
}

/** Does something harmless to the bill and labels it for the days on which it may look like an incident. */
export function happen(
  draft: Draft,
  what: { class: string; kind?: LabelKind; start: number; scope: Scope; parts: readonly Part[] },
  lasts: { readonly days: number; readonly labelledDays?: number },
): void {
  const latest = draft.calendar.days - 1;
  const change = apply(draft, what.parts, what.start, what.start + lasts.days - 1);
  const end = Math.min(latest, what.start + (lasts.labelledDays ?? lasts.days) - 1);
  addLabel(
    draft,
    { class: what.class, kind: what.kind ?? 'innocent', start: what.start, end, scope: what.scope },
    change,
  );
}

/** Labels a change that has been made. */
export function addLabel(
  draft: Draft,
  label: { class: string; kind: LabelKind; start: number; end: number; scope: Scope },
  change: Change,
): void {
  draft.labels.push({ ...label, change });
}

/** The scope of a service in an account, by the account's index. */
export function placeOf(draft: Draft, { account, service }: Pick<DraftRow, 'account' | 'service'>): Scope {
  return { account: accountAt(draft, account).id, service };
}
