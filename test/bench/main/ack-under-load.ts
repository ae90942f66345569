import { setTimeout as sleep } from 'node:timers/promises';
import { draw } from '../../../src/demo/scenario/random.ts';
import { quantile } from '../../../src/domain/statistics.ts';
import { atMost, type Figure, milliseconds, times } from '../figure.ts';
import { inTurn } from '../turns.ts';
import { type Answers, assertCosts, startAnswers } from './answers.ts';
import { type Connection, withConnections } from './connection.ts';
import { costRequest, type Target } from './slack-command.ts';

const TURNS = 8;
const SECONDS = 5;
const A_SECOND = 50;
const CONNECTIONS = 20;
const LIMIT = 2;

/** The 99th percentile of the acknowledgement under `/cost lambda`, asked at random moments, 50 a second. */
export async function ackUnderLoad(bare: Target, ours: Target): Promise<Figure> {
  const answers = await startAnswers();
  try {
    const slowest = await inTurn(
      TURNS,
      () => slowestAck(bare, answers, false),
      () => slowestAck(ours, answers, true),
    );
    const detail = `${milliseconds(slowest.ours)} to ${milliseconds(slowest.bare)}`;
    const what = `p99 of the ack under ${A_SECOND} /cost lambda a second, against bare Bolt`;
    return atMost(what, slowest.ours / slowest.bare, LIMIT, times, detail);
  } finally {
    await answers.close();
  }
}

/** The 99th percentile of one turn, ms. Where the app answers, the turn ends with the last answer. */
async function slowestAck(target: Target, answers: Answers, answering: boolean): Promise<number> {
  return withConnections(target.url, CONNECTIONS, async (connections) => {
    const free = [...connections];
    // Signed before the clock runs: the sender must not compete with the apps.
    const asked = Array.from({ length: SECONDS * A_SECOND }, () => {
      const { url, answer } = answering ? answers.expect() : { url: 'http://127.0.0.1:9/unused', answer: undefined };
      return { request: costRequest(target, 'lambda', url), answered: answer?.then(assertCosts) };
    });
    const done: Promise<number>[] = [];
    let due = performance.now();
    for (const [i, { request }] of asked.entries()) {
      // People do not ask in step: the gaps are those of chance, the same for both apps.
      due += (-Math.log(1 - draw(1, 'gap', i)) * 1000) / A_SECOND;
      await sleep(Math.max(0, due - performance.now()));
      done.push(ackOf(request, free));
    }
    const acks = await Promise.all(done);
    await Promise.all(asked.map(({ answered }) => answered));
    return quantile(acks, 0.99);
  });
}

async function ackOf(request: Buffer, free: Connection[]): Promise<number> {
  const connection = free.shift();
  if (!connection) throw new Error('every connection waits for an acknowledgement');
  const begun = performance.now();
  await connection.send(request);
  free.push(connection);
  return performance.now() - begun;
}
