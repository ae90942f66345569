import type { InvocationStats } from '../../../domain/logs/stats.ts';
import type { LogReport } from '../../../usecases/log-report.ts';
import { cut } from '../../limits.ts';
import { type Mrkdwn, mrkdwn, type Safe, safe } from '../../mrkdwn.ts';
import { invocationsAsked } from './asked.ts';
import { counted, formatMs, shortId } from './figures.ts';

const LONGEST_NAME = 150;
const LONGEST_ID = 40;
/** Escaped, a filter can grow fivefold. */
const LONGEST_FILTER = 200;

/** What was found and how much: `orders-poller: 42 invocations, 2 errors, p50 1.5 s, p95 2.1 s; slowest 2.4 s (8f3c1a2b…)`. */
export function firstLine(report: LogReport): Mrkdwn {
  const { question, invocations, loose, stats } = report;
  const name = nameWords(report);
  if (question.ask.what === 'request') return requestLine(report, question.ask.id);
  const lines = invocations.reduce((all, { own }) => all + own.length, loose.length);
  if (invocations.length + loose.length === 0) return nothingLine(report);
  const filter = filterWords(question.filter);
  if (invocations.length === 0) return mrkdwn`${name}: ${counted(lines, 'line')}${filter}, newest last`;
  if (stats && question.filter.kind === 'all') return mrkdwn`${name}: ${statsWords(stats)}`;
  // What a filter left out may tell of failures and durations: neither is summed up.
  return mrkdwn`${name}: ${counted(lines, 'line')}${filter} in ${counted(invocations.length, 'invocation')}, newest last`;
}

/** In bold. */
export function nameWords({ target }: Pick<LogReport, 'target'>): Safe {
  return safe(mrkdwn`*${cut(target.name, LONGEST_NAME)}*`);
}

/** ` that match \`ERROR\``; nothing for all lines. */
export function filterWords({ kind, words }: LogReport['question']['filter']): Safe {
  if (kind === 'all') return safe(mrkdwn``);
  if (kind === 'errors') return safe(mrkdwn` that look like errors`);
  return safe(mrkdwn` that match \`${cut(words, LONGEST_FILTER).replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\``);
}

function statsWords({ invocations, errors, p50, p95, coldStarts, slowest }: InvocationStats): string {
  const parts = [
    counted(invocations, 'invocation'),
    errors ? counted(errors, 'error') : 'no errors',
    p50 === undefined ? undefined : `p50 ${formatMs(p50)}`,
    p95 === undefined ? undefined : `p95 ${formatMs(p95)}`,
    coldStarts ? counted(coldStarts, 'cold start') : undefined,
  ].filter((part) => part !== undefined);
  const last =
    slowest && invocations > 1 ? `; slowest ${formatMs(slowest.durationMs)} (${shortId(slowest.requestId)})` : '';
  return `${parts.join(', ')}${last}`;
}

function nothingLine(report: LogReport): Mrkdwn {
  const { question, cut: end, linesWithout, linesWithoutCut } = report;
  const [name, filter, window] = [nameWords(report), filterWords(question.filter), windowWords(question.window.label)];
  if (end) return mrkdwn`${name}: no lines${filter} found in the part of ${window} that was read`;
  if (linesWithout !== undefined)
    return mrkdwn`${name}: no lines${filter} in ${window}; without the filter there are ${counted(linesWithout, 'line')}${linesWithoutCut ? ' or more' : ''}`;
  return mrkdwn`${name} wrote no lines${filter} in ${window}`;
}

function requestLine(report: LogReport, id: string): Mrkdwn {
  const { question, cut: end } = report;
  const name = nameWords(report);
  const asked = invocationsAsked(report);
  const [first] = asked;
  if (first) {
    const lines = asked.reduce((all, one) => all + one.lines.length, 0);
    const tries = asked.length > 1 ? ` in ${asked.length} attempts` : '';
    return mrkdwn`${name}: request ${cut(first.requestId, LONGEST_ID)}, ${counted(lines, 'line')}${tries}`;
  }
  const [short, window] = [cut(id, LONGEST_ID), windowWords(question.window.label)];
  return end
    ? mrkdwn`${name}: no line of request ${short} found in the part of ${window} that was read`
    : mrkdwn`${name} wrote no line of request ${short} in ${window}`;
}

function windowWords(label: string): string {
  if (/^\d+[mhd]$/.test(label)) return `the last ${label}`;
  // A button's label is words already.
  return `${label.startsWith('the ') ? '' : 'the window '}${cut(label, 80)}`;
}
