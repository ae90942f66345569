import { formatDay } from '../../domain/day.ts';
import { BOT, type End, type Expectation, type Incident, type Snooze } from '../../domain/incident.ts';
import { endingWords } from '../../domain/lifecycle.ts';
import { type Mrkdwn, mention, mrkdwn, type Safe, safe } from '../mrkdwn.ts';
import { moment, weekMoment } from './moments.ts';

/** A person by mention; Billhook by name. */
export function actor(by: string): Safe {
  return by === BOT ? safe(mrkdwn`Billhook`) : mention(by);
}

/** Who has an incident, or what makes it quiet, as a clause: `<@U> has it`, `snoozed until Thu 19 Nov 09:00 CET by <@U>`. */
export function standing({ state, owner, snooze, expectation, end }: Incident, zone: string): Mrkdwn {
  const has = owner && mrkdwn`${actor(owner.user)} has it`;
  if (state === 'resolved' && end) return endedBy(end);
  if (state === 'expected' && expectation) return expectedBy(expectation);
  if (state === 'snoozed' && snooze)
    return mrkdwn`${safe(snoozedBy(snooze, zone))}${has ? safe(mrkdwn`; ${safe(has)}`) : ''}`;
  if (!owner || !has) return mrkdwn`nobody has it`;
  return owner.by === owner.user ? has : mrkdwn`${safe(has)}, given by ${actor(owner.by)}`;
}

function snoozedBy({ until, by }: Snooze, zone: string): Mrkdwn {
  return mrkdwn`snoozed until ${weekMoment(until, zone)} by ${actor(by)}`;
}

function expectedBy({ until, by, reason }: Expectation): Mrkdwn {
  // The sentence it stands in has a stop of its own.
  return mrkdwn`expected ${until ? `until ${formatDay(until)}` : 'for good'} by ${actor(by)}: ${reason.replace(/[\s.]+$/, '')}`;
}

function endedBy({ how, by }: End): Mrkdwn {
  return by === BOT ? mrkdwn`over: ${endingWords(how)}` : mrkdwn`${endingWords(how)} by ${actor(by)}`;
}

interface Change {
  readonly by: string;
  readonly at: Date;
  /** What was done, after the one who did it, and before. */
  readonly did: Mrkdwn;
  readonly was: Mrkdwn;
}

/** What brought an incident into the state it is in; undefined where it just asks for someone. */
function lastChange({ state, owner, snooze, expectation, end }: Incident, zone: string): Change | undefined {
  if (state === 'resolved' && end)
    return end.how === 'false-alarm'
      ? { ...end, did: mrkdwn`called it a false alarm`, was: mrkdwn`Called a false alarm` }
      : { ...end, did: mrkdwn`resolved it`, was: mrkdwn`Resolved` };
  if (state === 'expected' && expectation)
    return { ...expectation, did: mrkdwn`marked it as expected`, was: mrkdwn`Marked as expected` };
  if (state === 'snoozed' && snooze)
    return { ...snooze, did: mrkdwn`snoozed it until ${weekMoment(snooze.until, zone)}`, was: mrkdwn`Snoozed` };
  if (!owner) return undefined;
  return owner.by === owner.user
    ? { ...owner, did: mrkdwn`acknowledged it`, was: mrkdwn`Acknowledged` }
    : { ...owner, did: mrkdwn`gave it to ${actor(owner.user)}`, was: mrkdwn`Given to ${actor(owner.user)}` };
}

/** Who did what last, and when, as a clause: `<@U> acknowledged it at 09:12 CET`. */
export function whoDidWhat(incident: Incident, zone: string, now: Date): Mrkdwn {
  const change = lastChange(incident, zone);
  const at = (instant: Date) => moment(instant, zone, now);
  if (!change) return mrkdwn`it is open, and nobody has had it since ${at(incident.askedAt)}`;
  const { end } = incident;
  if (end && change.by === BOT) return mrkdwn`it is over since ${at(change.at)}: ${endingWords(end.how)}`;
  return mrkdwn`${actor(change.by)} ${safe(change.did)} at ${at(change.at)}`;
}

/** The state with who and when: `Acknowledged by <@U> at 19 Nov 09:12 CET`. */
export function stateLine(incident: Incident, zone: string): Mrkdwn {
  const change = lastChange(incident, zone);
  if (!change) return mrkdwn`Open; nobody has had it since ${moment(incident.askedAt, zone)}`;
  const was = incident.end && change.by === BOT ? mrkdwn`Closed` : change.was;
  return mrkdwn`${safe(was)} by ${actor(change.by)} at ${moment(change.at, zone)}`;
}

/** A clause as a sentence: its first letter large, and a stop. */
export function sentence(clause: Mrkdwn): Mrkdwn {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.` as Mrkdwn;
}
