import type { Silence } from '../../../domain/logs/silence.ts';
import type { LogReport } from '../../../usecases/log-report.ts';
import { actions, type Block, context, firstLines, section, type View, view } from '../../blocks.ts';
import type { Button } from '../../elements.ts';
import { cut } from '../../limits.ts';
import { type Mrkdwn, mrkdwn } from '../../mrkdwn.ts';
import { consoleButton } from './footer.ts';
import { LOGS_BEFORE_SILENCE, LOGS_PLATFORM_LINES, targetRef, writeAsk } from './refs.ts';

const LONGEST_HEADLINE = 500;
const MOST_LINES = 20;
const LINES_ROOM = 2800;
/** Before the last line of its own, so much is shown. */
const BEFORE_MS = 15 * 60_000;
/** An instant behind the last line, so that it is among those shown. */
const BEHIND_MS = 1000;

/**
 * Why a function says nothing: what it is in bold, then what was looked at, then where to look next.
 * @param missing places that could not be looked at
 */
export function silenceView(
  report: LogReport,
  { headline, lines, lastOwnAt }: Silence,
  missing: Mrkdwn | undefined,
  footer: Block,
): View {
  const first = cut(headline, LONGEST_HEADLINE);
  const facts = lines.map(({ label, text }) => (label ? mrkdwn`*${label}*  ${text}` : mrkdwn`${text}`));
  return view(
    mrkdwn`${first}`,
    section(mrkdwn`*${first}*`),
    facts.length ? section(firstLines(facts, MOST_LINES, LINES_ROOM)) : undefined,
    missing && context(missing),
    footer,
    buttons(report, lastOwnAt),
  );
}

function buttons(report: LogReport, lastOwnAt: Date | undefined): Block | undefined {
  const { target, question, invocations } = report;
  const ref = targetRef(target);
  const shown: Button[] = [];
  if (lastOwnAt) {
    const [from, to] = [lastOwnAt.getTime() - BEFORE_MS, lastOwnAt.getTime() + BEHIND_MS];
    const value = writeAsk({ target: ref, from: new Date(from), to: new Date(to) });
    shown.push({ text: 'Last lines before silence', actionId: LOGS_BEFORE_SILENCE, value });
  }
  if (invocations.length) {
    const { from, to } = question.window;
    const value = writeAsk({ target: ref, from, to });
    shown.push({ text: 'Platform lines', actionId: LOGS_PLATFORM_LINES, value });
  }
  const row = actions(...shown);
  const link = consoleButton(report);
  const elements = link ? [...row.elements, link] : row.elements;
  return elements.length ? { ...row, elements } : undefined;
}
