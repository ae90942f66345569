import type { LogReport } from '../../usecases/log-report.ts';
import { type Block, context, section, type View, view } from '../blocks.ts';
import { MESSAGE_TEXT } from '../limits.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { bodyOf } from './logs/body.ts';
import { firstLine } from './logs/first-line.ts';
import { consoleLink, FOOTER_ROOM, footerWords, type ShownLines } from './logs/footer.ts';
import { missingWords } from './logs/missing.ts';
import { richText } from './logs/rich.ts';
import { silenceView } from './logs/silence.ts';

/** Lines take no more than this, so that what stands around them has room. */
const LINES_ROOM = 9000;
/** What is left out, and a little to spare. */
const NOTE_ROOM = 400;

/** An answer to `/logs`, and whether it leaves something out that a file should carry (snippetText). */
export interface LogsMessage {
  readonly view: View;
  readonly needsFile: boolean;
}

/** The answer to `/logs`: what and how much, then the invocations with their lines, then what the reader may rely on. */
export function logsView(report: LogReport): View {
  return logsMessage(report).view;
}

/** As logsView, with what the message leaves out. */
export function logsMessage(report: LogReport): LogsMessage {
  const { silence } = report;
  const missing = missingWords(report);
  if (silence) return { view: silenceView(report, silence, missing, footer(report, undefined)), needsFile: false };
  const first = firstLine(report);
  const around = first.length + (missing?.length ?? 0) + (consoleLink(report)?.length ?? 0) + FOOTER_ROOM + NOTE_ROOM;
  const { elements, shown, left } = bodyOf(report, Math.min(LINES_ROOM, MESSAGE_TEXT - around));
  return {
    view: view(
      first,
      section(first),
      richText(elements),
      left === undefined ? undefined : context(mrkdwn`${left}; the whole follows as a file`),
      missing && context(missing),
      footer(report, shown),
    ),
    needsFile: left !== undefined,
  };
}

/** The link stands by itself, so that it is never cut. */
function footer(report: LogReport, shown: ShownLines | undefined): Block {
  const texts = [footerWords(report, shown), consoleLink(report)].filter((text) => text !== undefined);
  return { type: 'context', elements: texts.map((text) => ({ type: 'mrkdwn', text })) };
}
