import type { LogReport } from '../../../usecases/log-report.ts';
import { unescapeText } from '../../mrkdwn.ts';
import { invocationsAsked } from './asked.ts';
import { firstLine } from './first-line.ts';
import { footerWords } from './footer.ts';
import { headOf } from './head.ts';
import { trimmed } from './line-text.ts';
import { createStamp } from './times.ts';

/** The whole result as plain text, for a file: every line that was read, Lambda's own among them, by invocation, newest last. */
export function snippetText(report: LogReport): string {
  const { question, zone } = report;
  const asked = invocationsAsked(report);
  const [invocations, loose] = asked.length ? [asked, []] : [report.invocations, report.loose];
  const stamp = createStamp(question.window, zone);
  const written = [
    unescapeText(firstLine(report)).replace(/^\*(.*?)\*/, '$1'),
    unescapeText(footerWords(report, undefined)),
  ];
  const all = (lines: LogReport['loose']) => {
    for (const line of lines) written.push(`${stamp(line.at)} ${trimmed(line)}`);
  };
  if (loose.length) {
    written.push('', ...(invocations.length ? ['Of no invocation that was read'] : []));
    all(loose);
  }
  for (const invocation of invocations) {
    written.push('', `== ${headOf(invocation, stamp(invocation.startedAt), invocation.requestId)}`);
    all(invocation.lines);
  }
  return `${written.join('\n')}\n`;
}
