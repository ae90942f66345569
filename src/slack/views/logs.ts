import { formatDay } from '../../domain/day.ts';
import { formatTime, localTime, zoneName } from '../../domain/zone.ts';
import type { LogReport } from '../../usecases/search-logs.ts';
import { context, preformatted, section, type View, view } from '../blocks.ts';
import { cut, MESSAGE_TEXT } from '../limits.ts';
import { mrkdwn, safe } from '../mrkdwn.ts';

/** Room for the lines: what a message carries, less what stands around them. */
const LINES_ROOM = MESSAGE_TEXT - 2000;
const LONGEST_LINE = 1500;
/** Escaped, a filter can grow fivefold. */
const LONGEST_FILTER = 200;

/** The answer to `/logs`: the lines as they are, newest last, and what the reader may rely on. */
export function logsView(report: LogReport): View {
  const { functionName, question, zone, from, to } = report;
  const { text, shown } = fitting(report);
  const filter = question.pattern
    ? ` that match \`${cut(question.pattern, LONGEST_FILTER).replaceAll('`', "'")}\``
    : '';
  const first = shown
    ? mrkdwn`*${functionName}*: ${shown} ${shown === 1 ? 'line' : 'lines'}${filter}, newest last`
    : report.complete
      ? mrkdwn`*${functionName}* wrote no lines${filter} in the last ${question.windowLabel}.`
      : mrkdwn`*${functionName}*: no lines${filter} found in the part of the last ${question.windowLabel} that was read.`;
  const day = localTime(from, zone).day;
  const window = `${formatDay(day)} ${formatTime(from, zone)}–${formatTime(to, zone)} ${zoneName(to, zone)} (${formatTime(from, 'UTC')}–${formatTime(to, 'UTC')} UTC)`;
  return view(
    first,
    section(first),
    shown ? preformatted(text) : undefined,
    context(
      mrkdwn`${window} · ${safe(completeness(report, shown))} · ${report.group.name}, ${report.group.region}${hiddenWords(report.hidden)}`,
    ),
  );
}

function completeness({ complete, lines }: LogReport, shown: number) {
  if (!complete && shown === 0) return mrkdwn`cut: not read to its end; narrow the window or add a filter`;
  if (!complete) return mrkdwn`cut: the newest ${shown} lines, there are more; narrow the window or add a filter`;
  if (shown < lines.length)
    return mrkdwn`cut: ${shown} of ${lines.length} lines fit a message; narrow the window or add a filter`;
  return mrkdwn`complete: ${shown} ${shown === 1 ? 'line' : 'lines'}; late events possible`;
}

function hiddenWords(hidden: number): string {
  return hidden ? ` · ${hidden} ${hidden === 1 ? 'secret' : 'secrets'} hidden` : '';
}

/** The newest lines that fit, newest last; a line too long is cut and says so. */
function fitting({ lines, zone }: LogReport): { readonly text: string; readonly shown: number } {
  const kept: string[] = [];
  let room = LINES_ROOM;
  for (const { at, text } of [...lines].reverse()) {
    const body =
      text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}… (+${text.length - LONGEST_LINE} characters)` : text;
    const line = `${formatTime(at, zone, true)} ${body}`;
    if (line.length + 1 > room) break;
    room -= line.length + 1;
    kept.unshift(line);
  }
  return { text: kept.join('\n'), shown: kept.length };
}
