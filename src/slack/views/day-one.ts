import { formatDay, monthName } from '../../domain/day.ts';
import { type DayOne, type PastAlert, wouldHavePosted } from '../../domain/day-one.ts';
import { formatChange, formatMoney } from '../../domain/money.ts';
import { actions, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../mrkdwn.ts';

export const FEWER = 'sensitivity-fewer';
export const KEEP = 'sensitivity-keep';
export const MORE = 'sensitivity-more';

const MOST_LISTED = 10;

/** The first message instead of a flood. */
export function dayOneView(dayOne: DayOne): View {
  const { since, through, accounts, requests, cost, currency, replayedDays, post, chosenBy, under } = dayOne;
  const past = wouldHavePosted(dayOne);
  const first = mrkdwn`I have read ${monthName(since)} ${since.slice(0, 4)} to ${formatDay(through)} of ${accounts} ${accounts === 1 ? 'account' : 'accounts'} (${requests} requests, ${formatMoney(cost, 'USD')}).`;
  const count = past.length === 0 ? 'no alerts' : past.length === 1 ? '1 alert' : `${past.length} alerts`;
  const would = mrkdwn`At ${formatMoney(post, currency)} a day I would have posted ${count} in the last ${replayedDays} days${past.length ? ':' : '.'}`;
  const listed = past.slice(0, MOST_LISTED).map((alert) => line(alert, currency));
  const more = past.length > MOST_LISTED ? mrkdwn`\n… and ${past.length - MOST_LISTED} more` : mrkdwn``;
  const running = under ? ` (${under} ${under === 1 ? 'runs' : 'run'} now)` : '';
  return view(
    mrkdwn`${safe(first)} ${safe(would)}`,
    section(mrkdwn`${safe(first)} ${safe(would)}\n${safe(listed.join('\n') as Mrkdwn)}${safe(more)}`),
    actions(
      { text: 'Fewer', actionId: FEWER, value: 'fewer' },
      { text: 'Keep', actionId: KEEP, value: 'keep' },
      { text: 'More', actionId: MORE, value: 'more' },
    ),
    section(
      chosenBy
        ? mrkdwn`${mention(chosenBy)} chose ${formatMoney(post, currency)} a day. What began before today will not be posted${running}.`
        : mrkdwn`What began before today will not be posted${running}.`,
    ),
  );
}

function line({ since, title, perDay, days }: PastAlert, currency: string): Mrkdwn {
  return mrkdwn`• ${formatDay(since)}  ${title}  ${formatChange(perDay, currency)} a day for ${days === 1 ? '1 day' : `${days} days`}`;
}
