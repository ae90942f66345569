import { accountName } from '../../domain/explain.ts';
import { FALSE_DAYS } from '../../domain/incident-returns.ts';
import type { Micros } from '../../domain/money.ts';
import type { Note, Reopening } from '../../domain/note.ts';
import type { IncidentFacts } from '../../usecases/ports.ts';
import { section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mention, mrkdwn, type Safe, safe } from '../mrkdwn.ts';
import { type Names, size } from './facts.ts';
import { actor } from './standing.ts';

type Of<Kind extends Note['note']> = Extract<Note, { note: Kind }>;

/** What the thread of an alert is told: its first words say what. */
export function noteView({ note, incident, accountNames }: { readonly note: Note } & IncidentFacts): View {
  const text = noteWords(note, { incident, accountNames });
  return view(text, section(text));
}

function noteWords(note: Note, facts: IncidentFacts): Mrkdwn {
  switch (note.note) {
    case 'grew':
      return grew(note, facts);
    case 'reopened':
      return reopened(note, facts);
    case 'resolved':
      return resolved(note, facts);
    case 'reminder':
      return mrkdwn`Nobody has this yet: ${safe(running(note, facts))}. Acknowledge, assign or mark it as expected above.`;
    case 'escalation':
      return mrkdwn`${called(note.to)} has this yet, a working day after the reminder: ${safe(running(note, facts))}. Acknowledge, assign or mark it as expected above.`;
  }
}

/** `$97 a day`, `$36 less a day`. */
function aDay(perDay: Micros, currency: string): string {
  return `${size(perDay, currency)} ${perDay < 0 ? 'less ' : ''}a day`;
}

function running({ perDay, total }: Of<'reminder' | 'escalation'>, { incident }: IncidentFacts): Mrkdwn {
  const { currency } = incident.finding;
  return mrkdwn`${aDay(perDay, currency)}, ${size(total, currency)} so far`;
}

function grew({ perDay, before, joined }: Of<'grew'>, { incident, accountNames }: IncidentFacts): Mrkdwn {
  const { currency, total } = incident.finding;
  const now = aDay(perDay, currency);
  const has = Math.abs(perDay) > Math.abs(before);
  const first = has ? mrkdwn`Grew to ${now} from ${size(before, currency)}` : mrkdwn`Spread, at ${now}`;
  const parts = joined.length ? mrkdwn`; ${joinedWords(joined, accountNames)} joined` : mrkdwn``;
  return mrkdwn`${safe(first)}${safe(parts)}. ${size(total, currency)} so far.`;
}

const MOST_JOINED = 3;

/** `Amazon S3 in shop-prod, AWS Lambda in core-prod and 2 more`, of parts named `account/service`. */
function joinedWords(joined: readonly string[], names: Names): string {
  const parts = joined.slice(0, MOST_JOINED).map((name) => {
    const slash = name.indexOf('/');
    return `${name.slice(slash + 1)} in ${accountName(name.slice(0, slash), names)}`;
  });
  const more = joined.length - parts.length;
  return `${parts.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const REOPENED: Readonly<Record<Exclude<Reopening, 'by-hand'>, string>> = {
  returned: 'Open again: the cost is back, at',
  'still-running': 'Open again: a day after it was resolved the cost is still there, at',
  outgrown: 'Open again: it was called a false alarm, and is another size now, at',
  'expectation-over': 'Open again: the time it was expected for is over, and it still runs at',
  'snooze-over': 'The snooze is over, and it runs at',
};

function reopened({ why, by, perDay }: Of<'reopened'>, { incident }: IncidentFacts): Mrkdwn {
  const { owner, finding } = incident;
  const first = why === 'by-hand' ? mrkdwn`Opened again by ${actor(by)}, at` : mrkdwn`${REOPENED[why]}`;
  const whose = owner ? mrkdwn`${actor(owner.user)} has it` : mrkdwn`Nobody has it`;
  return mrkdwn`${safe(first)} ${aDay(perDay, finding.currency)}. ${safe(whose)}.`;
}

function resolved({ how, by, total, days }: Of<'resolved'>, { incident }: IncidentFacts): Mrkdwn {
  const { currency, kind, perDay } = incident.finding;
  const over = `over ${days === 1 ? '1 day' : `${days} days`}`;
  const amount = size(total, currency);
  const cost =
    kind === 'moved'
      ? mrkdwn`${amount} moved in all, ${over}.`
      : mrkdwn`It ${perDay < 0 ? 'spared' : 'cost'} ${amount} in all, ${over}.`;
  switch (how) {
    case 'calm':
      return mrkdwn`Resolved: the cost is back to usual for two full days. ${safe(cost)}`;
    case 'absorbed':
      return mrkdwn`Resolved: it has lasted a month and counts as usual from now on. ${safe(cost)}`;
    case 'withdrawn':
      return mrkdwn`Withdrawn: AWS restated the days it stood on, and nothing of it is left. It had been put at ${amount}, ${over}.`;
    case 'fixed':
      return mrkdwn`Resolved by ${actor(by)}. ${safe(cost)} If a whole day later the cost is still there, it opens again.`;
    case 'false-alarm':
      return mrkdwn`Called a false alarm by ${actor(by)}: not raised again for ${FALSE_DAYS} days, unless it is twice as large. ${safe(cost)}`;
  }
}

/** A person or a user group, mentioned, and that nobody has it; without one just that. */
function called(to: string | undefined): Safe {
  if (to === undefined) return safe(mrkdwn`Nobody`);
  const group = /^S[A-Z0-9]+$/.test(to) ? safe(`<!subteam^${to}>` as Mrkdwn) : mention(to);
  return safe(mrkdwn`${group} nobody`);
}
