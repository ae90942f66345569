import { formatDay } from '../../domain/day.ts';
import { titleOf } from '../../domain/explain.ts';
import type { Incident } from '../../domain/incident.ts';
import { formatChange, formatMoney, type Micros } from '../../domain/money.ts';
import { cut } from '../limits.ts';
import { type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';

export type Names = ReadonlyMap<string, string>;

/** A title has this much room in a line among others. */
const TITLE_ROOM = 120;

/** What an incident is about and how large it is, as the beginning of a line: `#12 *shop-prod AWS Lambda* +$97 a day`. */
export function nameLine({ id, finding }: Incident, names: Names): Mrkdwn {
  const { perDay, currency } = finding;
  return mrkdwn`#${id} *${cut(titleOf(finding, names), TITLE_ROOM)}* ${formatChange(perDay, currency)} a day`;
}

/** As nameLine, with the day it began: `… a day since 15 Nov`. */
export function sinceLine(incident: Incident, names: Names): Mrkdwn {
  return mrkdwn`${safe(nameLine(incident, names))} since ${formatDay(incident.since)}`;
}

/** An amount without its sign, for words that say which way it went. */
export function size(amount: Micros, currency: string): string {
  return formatMoney(Math.abs(amount) as Micros, currency);
}
