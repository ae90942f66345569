import type { Incident } from '../../domain/incident.ts';
import type { DeedName } from '../../domain/lifecycle.ts';
import type { Acted } from '../../usecases/act-on-incident.ts';
import { type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';
import { actor, whoDidWhat } from './standing.ts';

/** When and where it is said. */
export interface Here {
  readonly zone: string;
  readonly now: Date;
}

/** Why nothing was done, and how things stand now. */
export function refusedWords(
  { incident, refused }: { readonly incident: Incident; readonly refused: NonNullable<Acted['refused']> },
  deed: DeedName,
  { zone, now }: Here,
): Mrkdwn {
  const { id } = incident;
  const stands = safe(whoDidWhat(incident, zone, now));
  switch (refused) {
    case 'already':
      return mrkdwn`#${id}: ${safe(alreadyWords(incident, deed))}`;
    case 'stale':
      return mrkdwn`#${id} changed since this message was drawn: ${stands}. Nothing was done.`;
    case 'impossible':
      return mrkdwn`That cannot be done with #${id} as it stands: ${stands}. Nothing was done.`;
  }
}

function alreadyWords({ owner, state }: Incident, deed: DeedName): Mrkdwn {
  switch (deed) {
    case 'acknowledge':
      return mrkdwn`You have it already.`;
    case 'assign':
      return mrkdwn`${owner ? actor(owner.user) : 'Someone'} has it already.`;
    case 'resolve':
    case 'end':
      return mrkdwn`It is resolved already.`;
    case 'false-alarm':
      return mrkdwn`It is called a false alarm already.`;
    default:
      return state === 'open'
        ? mrkdwn`It is open already, and nobody has it.`
        : mrkdwn`It is awake already, and ${owner ? actor(owner.user) : 'someone'} has it.`;
  }
}
