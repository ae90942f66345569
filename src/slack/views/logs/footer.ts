import type { types } from '@slack/bolt';
import { formatDay } from '../../../domain/day.ts';
import { consoleUrl } from '../../../domain/logs/console-url.ts';
import { formatTime, localTime } from '../../../domain/zone.ts';
import type { LogReport } from '../../../usecases/log-report.ts';
import { plain } from '../../elements.ts';
import { BUTTON_TEXT, CONTEXT_TEXT, cut } from '../../limits.ts';
import { escapeText, type Mrkdwn, mrkdwn } from '../../mrkdwn.ts';
import { counted, grouped } from './figures.ts';
import { LOGS_CONSOLE } from './refs.ts';
import { spanWords } from './times.ts';

/** Lines may arrive so late, in minutes. */
const LATE_MINUTES = 10;
/** The footer without its link has this much room. */
export const FOOTER_ROOM = 900;
const LONGEST_GROUP = 200;

/** How much of a report a message shows. */
export interface ShownLines {
  readonly lines: number;
  /** Of so many. */
  readonly of: number;
  /** Whether the platform's lines are told by the heads instead. */
  readonly hidesPlatform: boolean;
}

/**
 * What the reader may rely on: window, how much of it, what is hidden, and from where.
 * @param shown undefined where no line is shown, or where each is: then it says what there is
 */
export function footerWords(report: LogReport, shown: ShownLines | undefined): Mrkdwn {
  const { question, zone, target, accountName, hidden } = report;
  const parts = [
    spanWords(question.window, zone),
    shown ? shownWords(report, shown) : readWords(report),
    completeness(report),
    isLatePossible(report) ? 'late events possible' : undefined,
    shown?.hidesPlatform ? rankWords(report) : undefined,
    hidden ? `secrets hidden: ${grouped(hidden)}` : undefined,
    cut(target.group, LONGEST_GROUP),
    accountName && target.account ? `${cut(accountName, 60)} (${target.account})` : (accountName ?? target.account),
    target.region,
  ].filter((part) => part !== undefined && part !== '');
  return cut(mrkdwn`${parts.join(' · ')}`, FOOTER_ROOM) as Mrkdwn;
}

function shownWords(report: LogReport, { lines, of, hidesPlatform }: ShownLines): string {
  const platform = platformLines(report);
  const read = `${grouped(lines)} of ${counted(of, 'line')} shown`;
  return hidesPlatform && platform ? `${read} (${grouped(platform)} are Lambda's own)` : read;
}

function readWords(report: LogReport): string {
  const { invocations, linesRead } = report;
  const platform = platformLines(report);
  if (invocations.length === 0) return counted(linesRead, 'line');
  const own = invocations.reduce((all, one) => all + one.own.length, report.loose.length);
  return `${counted(invocations.length, 'invocation')}, ${counted(platform, 'platform line')}, ${counted(own, 'own line')}`;
}

function platformLines({ invocations }: LogReport): number {
  return invocations.reduce((all, one) => all + one.lines.length - one.own.length, 0);
}

function completeness({ cut: end, linesRead, readFrom, question: { window }, zone }: LogReport): string {
  const dayOf = (at: Date) => localTime(at, zone).day;
  const hasDays = dayOf(window.from) !== dayOf(window.to);
  const from = `read from ${hasDays ? `${formatDay(dayOf(readFrom))} ` : ''}${formatTime(readFrom, zone)} on`;
  switch (end) {
    case undefined:
      return 'complete';
    case 'limit':
      return `cut at ${counted(linesRead, 'line')} (10 pages or 50 MB), ${from}`;
    case 'most':
      return `cut at the newest ${counted(linesRead, 'line')}, ${from}`;
    case 'throttled':
      return `AWS throttled the search, ${from}`;
    case 'cancelled':
      return `cancelled, ${from}`;
  }
}

function isLatePossible({ now, question }: LogReport): boolean {
  return now.getTime() - question.window.to.getTime() < LATE_MINUTES * 60_000;
}

function rankWords({ stats }: LogReport): string | undefined {
  if (!stats) return undefined;
  const parts = [
    stats.p50 === undefined ? undefined : 'p50 and p95 by nearest rank',
    stats.notWhole ? `${counted(stats.notWhole, 'invocation')} not whole` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length ? parts.join(', ') : undefined;
}

function addressOf({ target, question }: LogReport): string | undefined {
  const url = consoleUrl(target, question.window, question.filter.pattern);
  // Cut, it would lead nowhere.
  return url.length < CONTEXT_TEXT - 20 ? url : undefined;
}

/** A link to the same lines in the AWS console; undefined where it would be too long for Slack. */
export function consoleLink(report: LogReport): Mrkdwn | undefined {
  const url = addressOf(report);
  return url === undefined ? undefined : (`<${escapeText(url)}|Console>` as Mrkdwn);
}

/** As consoleLink, as a button. */
export function consoleButton(report: LogReport): types.Button | undefined {
  const url = addressOf(report);
  return url === undefined
    ? undefined
    : { type: 'button', text: plain('Console', BUTTON_TEXT), action_id: LOGS_CONSOLE, url };
}
