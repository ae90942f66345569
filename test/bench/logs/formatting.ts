import { createScenario } from '../../../src/demo/scenario/index.ts';
import { parseDay } from '../../../src/domain/day.ts';
import type { LogLine } from '../../../src/domain/logs/line.ts';
import { createRedactor } from '../../../src/domain/logs/redact.ts';
import { median } from '../../../src/domain/statistics.ts';
import { snippetText } from '../../../src/slack/views/logs/snippet.ts';
import { logsView } from '../../../src/slack/views/logs.ts';
import { bestOf } from '../../domain/logs/redact-hostile.ts';
import { idOf, linesOf, questionOf, reportOf, runOf, target } from '../../slack/views/log-reports.ts';
import { atMost, count, type Figure, milliseconds } from '../figure.ts';
import { NOW } from './company.ts';
import { eventsSince } from './scenario-events.ts';

const TURNS = 15;
const LINES = 10_000;
const LIMIT_MS = 150;
const LAYOUT_MS = 60;
const SINCE = new Date(NOW.getTime() - 12 * 3_600_000);
/** A function of each format. */
const FUNCTIONS = [
  { name: 'orders-poller', format: 'text' },
  { name: 'auth-token', format: 'JSON' },
] as const;

const redact = createRedactor([]);

/** From lines as they were read to the message and its file: secrets hidden, grouped, summed up, laid out. */
export function* formatting(): Iterable<Figure> {
  const scenario = createScenario({ lastDay: parseDay('2026-11-17') });
  for (const { name, format } of FUNCTIONS) {
    const lines = eventsSince(scenario, `/aws/lambda/${name}`, SINCE, NOW).slice(-LINES).map(lineOf);
    if (lines.length < LINES) throw new Error(`${name} wrote only ${lines.length} lines`);
    const [first = 0, ...rest] = Array.from({ length: 1 + TURNS }, () => layOut(name, lines));
    const what = `Hiding secrets in ${count(LINES)} lines of ${format}, laying them out`;
    yield atMost(what, median(rest), LIMIT_MS, milliseconds, `the first time ${milliseconds(first)}`);
  }
  yield layout();
}

/** The layout alone, of invocations of three platform lines and two of their own. */
function layout(): Figure {
  const run = (i: number) =>
    runOf(i, [`2026-11-17T09:00:00.000Z\t${idOf(i)}\tINFO\tpolled ${i} orders <x> & more`, 'done']);
  const report = reportOf(linesOf(Array.from({ length: LINES / 5 }, (_, i) => run(i)).flat()));
  const ms = bestOf(7, () => logsView(report).blocks.length + snippetText(report).length);
  return atMost(
    `Laying out ${count(report.linesRead)} lines, for a message and for a file`,
    ms,
    LAYOUT_MS,
    milliseconds,
  );
}

/** How long it took, ms. */
function layOut(name: string, read: readonly LogLine[]): number {
  const begun = performance.now();
  const { lines, hidden } = redact(read);
  const report = reportOf(lines, {
    target: target({ name, group: `/aws/lambda/${name}` }),
    question: questionOf({ window: { from: SINCE, to: NOW, label: '12h' } }),
    hidden,
  });
  const { blocks } = logsView(report);
  const file = snippetText(report);
  const ms = performance.now() - begun;
  if (blocks.length < 2 || file.split('\n').length < LINES) throw new Error(`lines of ${name} were left out`);
  return ms;
}

function lineOf({
  eventId: id,
  timestamp,
  logStreamName: stream,
  message: text,
}: ReturnType<typeof eventsSince>[number]) {
  return { id, at: new Date(timestamp), stream, text };
}
