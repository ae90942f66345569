import type { Organisation } from '../../../src/demo/organisation.ts';
import { median } from '../../../src/domain/statistics.ts';
import { atMost, count, type Figure, milliseconds, times } from '../figure.ts';
import { inTurn } from '../turns.ts';
import { type Asked, askLogs } from './ask.ts';
import { type AwsCli, findAwsCli } from './aws-cli.ts';
import { FUNCTION, GROUP, NOW, startCompany } from './company.ts';
import { windowOf } from './scenario-events.ts';

const TURNS = 9;
const EVENTS = 10_000;
const LIMIT = 0.5;

interface Window {
  readonly minutes: number;
  readonly events: number;
}

/** `/logs` to the last of its answer and its file, against `aws logs tail` to its end: the same window of the same server. */
export async function againstTail(): Promise<Figure> {
  const company = await startCompany();
  try {
    const cli = await findAwsCli(company);
    if (!cli) return notMeasured();
    const window = windowOf(company.scenario, GROUP, EVENTS, NOW);
    const starts: number[] = [];
    const asked: Asked[] = [];
    await company.startBot();
    const whole = await inTurn(
      TURNS,
      async () => {
        starts.push((await cli.run('--version')).ms);
        return tailTime(cli, company, window);
      },
      async () => {
        const ours = await askWhole(company, window);
        asked.push(ours);
        return ours.wholeMs;
      },
    );
    const [first, ...later] = asked;
    return atMost(
      `/logs against aws logs tail, ${count(window.events)} events, to their last`,
      whole.ours / whole.bare,
      LIMIT,
      times,
      [
        `${milliseconds(whole.ours)} to ${milliseconds(whole.bare)}`,
        `bare start of ${cli.version} ${milliseconds(median(starts))}`,
        `our message alone ${milliseconds(median(later.map(({ answerMs }) => answerMs)))}`,
        `first of a fresh bot ${milliseconds(first?.wholeMs ?? 0)}`,
      ].join('; '),
    );
  } finally {
    await company.close();
  }
}

function notMeasured(): Figure {
  return {
    what: '/logs against aws logs tail',
    target: `≤ ${times(LIMIT)}`,
    measured: 'not measured: no aws with logs tail on the PATH',
    met: false,
  };
}

async function tailTime(cli: AwsCli, { cloud }: Organisation, { minutes, events }: Window): Promise<number> {
  const since = new Date(NOW.getTime() - minutes * 60_000).toISOString();
  const { out, ms } = await cli.run('logs', 'tail', GROUP, '--since', since, '--endpoint-url', cloud.url);
  assertLines(out, /^2026-11-17T\S+ /gm, events);
  return ms;
}

async function askWhole(company: Organisation, { minutes, events }: Window): Promise<Asked> {
  const asked = await askLogs(company, `${FUNCTION} ${minutes}m lines`);
  if (!asked.answer.includes('complete')) throw new Error(`not a whole answer: ${asked.answer.slice(0, 500)}`);
  assertLines(asked.file, /^\d\d:\d\d:\d\d\S* /gm, events);
  return asked;
}

/** Neither may leave out a line of the window. */
function assertLines(text: string, stamp: RegExp, events: number): void {
  const lines = text.match(stamp)?.length ?? 0;
  if (lines !== events) throw new Error(`${lines} lines instead of ${events}: ${text.slice(0, 500)}`);
}
