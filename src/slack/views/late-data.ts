import { formatWeekday } from '../../domain/day.ts';
import type { LateData } from '../../domain/message.ts';
import { context, section, type View, view } from '../blocks.ts';
import { mrkdwn, safe } from '../mrkdwn.ts';
import { weekMoment } from './moments.ts';

/** Says that the bill is late, and once it is there again, that it was. */
export function lateDataView({ newest, reason, noticedAt, overAt }: LateData, zone: string): View {
  const noticed = weekMoment(new Date(noticedAt), zone);
  if (overAt) {
    const text = mrkdwn`The bill is there again since ${weekMoment(new Date(overAt), zone)}; it was late from ${noticed}. Costs are judged again.`;
    return view(text, section(mrkdwn`:white_check_mark: ${safe(text)}`));
  }
  const days = newest ? `the newest day is ${formatWeekday(newest)} (UTC)` : 'no day of it is known';
  const text = mrkdwn`The bill is late: ${days}. Cost incidents are on hold until it is there; silence here does not mean all quiet.`;
  return view(
    text,
    section(mrkdwn`:warning: ${safe(text)}`),
    reason ? section(mrkdwn`The last read failed: ${reason}`) : undefined,
    context(mrkdwn`Noticed ${noticed}`),
  );
}
