import {
  addDays,
  dayOf,
  endOf,
  formatDay,
  formatWeekday,
  longWeekdayName,
  monthName,
  monthOf,
} from '../../domain/day.ts';
import { type Digest, type DigestIncident, isNormal } from '../../domain/digest.ts';
import { METRIC_NAMES } from '../../domain/finding.ts';
import { formatChange, formatMoney, formatRatio, type Micros, units } from '../../domain/money.ts';
import { formatTime, localTime, zoneName } from '../../domain/zone.ts';
import { chart, context, firstLines, lines, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../mrkdwn.ts';

const MOST_INCIDENTS = 30;
const INCIDENTS_ROOM = 2900;

/** The day's spend. The first line says whether all is normal, what was spent and what is usual. */
export function digestView(digest: Digest, zone: string): View {
  const first = headline(digest, zone);
  return view(
    first,
    section(mrkdwn`*${safe(first)}*\n${safe(lines([soFarLine(digest), monthLine(digest), ...coveredLines(digest)]))}`),
    chart(
      'bar',
      'Cost a day',
      digest.chart.map(({ day, partial }) => `${formatDay(day)}${partial ? ' (part)' : ''}`),
      [
        {
          name: 'Cost',
          values: digest.chart.map(({ actual }) => (actual === undefined ? undefined : Math.round(units(actual)))),
        },
        { name: 'Usual', values: digest.chart.map(({ usual }) => Math.round(units(usual))) },
      ],
      `${digest.currency} a day`,
    ),
    section(lines(moverLines(digest))),
    digest.incidents.length
      ? section(
          firstLines(
            digest.incidents.map((incident) => incidentLine(incident, digest)),
            MOST_INCIDENTS,
            INCIDENTS_ROOM,
          ),
        )
      : undefined,
    section(lines([...budgetLines(digest), untaggedLine(digest), apartLine(digest)])),
    context(
      lines([
        checkedLine(digest, zone),
        ...digest.troubles.map((trouble) => mrkdwn`:warning: ${trouble}`),
        metricLine(digest),
      ]),
    ),
  );
}

function headline(digest: Digest, zone: string): Mrkdwn {
  const { covered, currency, incidents } = digest;
  const day = covered.at(-1);
  const open = incidents.filter(({ small }) => !small).length;
  const state = `${open || 'no'} ${open === 1 ? 'incident' : 'incidents'} open`;
  if (!day) return mrkdwn`No day has settled yet; ${state}.`;
  const normal = isNormal(digest);
  const verdict = isStale(digest)
    ? `Costs are as of ${readAt(digest, zone)}`
    : normal === undefined
      ? 'Spend'
      : normal
        ? 'Spend is normal'
        : day.total > (day.usual?.expected ?? 0)
          ? 'Spend is high'
          : 'Spend is low';
  const usual = day.usual
    ? `, usual ${longWeekdayName(day.day)} ${formatMoney(day.usual.expected, currency)} ± ${formatMoney(day.usual.spread, currency).replace(/^\D+/, '')} (${formatRatio(day.total, day.usual.expected) ?? 'new'})`
    : ', too little history for a usual day';
  return mrkdwn`${verdict}; ${state}. ${formatWeekday(day.day)} (UTC): ${formatMoney(day.total, currency)}${usual}`;
}

function soFarLine({ soFar, yesterday, currency }: Digest): Mrkdwn {
  if (!soFar) return mrkdwn`${formatWeekday(yesterday)} has not arrived yet.`;
  const amount = formatMoney(soFar.total, currency);
  if (soFar.share === undefined)
    return mrkdwn`${formatWeekday(soFar.day)} so far ${amount}; how much of it is in is known after a few more days.`;
  const heading = formatMoney(Math.round(soFar.total / soFar.share) as Micros, currency);
  return mrkdwn`${formatWeekday(soFar.day)} so far ${amount}, ~${Math.round(soFar.share * 100)} % in; heading for ${heading}`;
}

function monthLine({ month, currency }: Digest): Mrkdwn {
  const unknown = month.unknownDays
    ? `, without ${month.unknownDays} ${month.unknownDays === 1 ? 'day that is' : 'days that are'} not known`
    : '';
  return mrkdwn`Month to ${formatDay(month.through)} ${formatMoney(month.total, currency)}${unknown}`;
}

/** After a weekend, the days before the headline's. */
function coveredLines({ covered, currency }: Digest): Mrkdwn[] {
  return covered
    .slice(0, -1)
    .map(
      ({ day, total, usual }) =>
        mrkdwn`${formatWeekday(day)} ${formatMoney(total, currency)}${usual ? `, usual ${formatMoney(usual.expected, currency)}` : ''}`,
    );
}

function moverLines({ movers, others, currency }: Digest): Mrkdwn[] {
  const named = movers.map(
    ({ label, change, incident }) =>
      mrkdwn`${change > 0 ? '▲' : '▼'} ${label} ${formatChange(change, currency)}${incident ? `: #${incident}` : ''}`,
  );
  const rest = mrkdwn`${named.length ? `${others.count} other services` : `No service stands out; ${others.count} services together`} ${formatChange(others.change, currency)} against a usual day`;
  return [...named, rest];
}

function incidentLine(
  { id, title, perDay, since, ownedBy, state, small }: DigestIncident,
  { currency }: Digest,
): Mrkdwn {
  const who = ownedBy ? mrkdwn`${mention(ownedBy)} has it` : small ? mrkdwn`too small to post` : mrkdwn`nobody has it`;
  const quiet = state === 'snoozed' ? mrkdwn`snoozed, ` : mrkdwn``;
  return mrkdwn`#${id} ${title} ${formatChange(perDay, currency)} a day since ${formatDay(since)}: ${safe(quiet)}${safe(who)}`;
}

function budgetLines({ budgets, currency }: Digest): Mrkdwn[] {
  return budgets.map(
    ({ team, total, budget }) =>
      mrkdwn`Team ${team} ${formatMoney(total, currency)} of ${formatMoney(budget, currency)} this month (${Math.round((total / budget) * 100)} %)`,
  );
}

function untaggedLine({ untagged, currency }: Digest): Mrkdwn | undefined {
  return (
    untagged && mrkdwn`Without a team ${(untagged.share * 100).toFixed(1)} % (${formatMoney(untagged.total, currency)})`
  );
}

function apartLine({ apart }: Digest): Mrkdwn {
  if (apart.length === 0) return mrkdwn`Apart this month: no credits, tax or fees so far`;
  return mrkdwn`Apart this month: ${apart.map(({ label, total, currency }) => `${label} ${formatMoney(total, currency)}`).join(' · ')}`;
}

function checkedLine(digest: Digest, zone: string): Mrkdwn {
  const { checked, troubles } = digest;
  if (!checked.at) return mrkdwn`:warning: No costs have been read yet.`;
  return mrkdwn`Checked ${checked.accounts} accounts at ${readAt(digest, zone)}${troubles.length ? '; not all could be done:' : ''}`;
}

/** Whether nothing was read on the digest's own day: what is not known since must not look quiet. */
function isStale({ checked, yesterday }: Digest): boolean {
  return checked.at !== undefined && dayOf(new Date(checked.at)) <= yesterday;
}

/** When costs were last read, with the day where it is not the digest's own. */
function readAt(digest: Digest, zone: string): string {
  const at = new Date(digest.checked.at ?? 0);
  const day = isStale(digest) ? `${formatWeekday(localTime(at, zone).day)} ` : '';
  return `${day}${formatTime(at, zone)} ${zoneName(at, zone)}`;
}

function metricLine({ metric, currency, yesterday }: Digest): Mrkdwn {
  const final = addDays(endOf(monthOf(yesterday)), FINAL_AFTER_DAYS);
  return mrkdwn`${sentence(METRIC_NAMES[metric])} ${currency}, usage only · ${monthName(yesterday)} is final about ${formatDay(final)}`;
}

/** AWS closes a month's bill between the 3rd and the 5th of the next. */
const FINAL_AFTER_DAYS = 4;

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
