import { setTimeout as sleep } from 'node:timers/promises';
import type { Organisation } from '../../../src/demo/organisation.ts';
import { draw } from '../../../src/demo/scenario/random.ts';
import { median, quantile } from '../../../src/domain/statistics.ts';
import { atMost, count, type Figure, milliseconds } from '../figure.ts';
import { ASKER, FUNCTION, GROUP, startCompany } from './company.ts';
import { nextEvent } from './next-event.ts';

const EVENTS = 30;
/** Between two events on average, in ms. */
const GAP_MS = 5_000;
const LIMIT_MS = 8_000;
const CLOCK_MS = 50;

/**
 * From an event that is written to a group to the edit of the message that follows it, at random moments. The group's function
 * writes too, so that the message is edited as often as it may be; events can be read 0.2 to 2 s after they were written.
 */
export async function followTime(): Promise<Figure> {
  const company = await startCompany();
  const stopClock = runClock(company);
  try {
    await company.startBot();
    await startFollow(company);
    const waits = await Promise.all(await writeEvents(company));
    return atMost(
      `Follow from event to edited message, median of ${count(EVENTS)}`,
      median(waits),
      LIMIT_MS,
      milliseconds,
      `p90 ${milliseconds(quantile(waits, 0.9))}, slowest ${milliseconds(Math.max(...waits))}`,
    );
  } finally {
    stopClock();
    await company.close();
  }
}

/** The business time goes on as the real one does. */
function runClock(company: Organisation): () => void {
  const ahead = company.now().getTime() - Date.now();
  const timer = setInterval(() => company.setTime(new Date(Date.now() + ahead)), CLOCK_MS);
  return () => clearInterval(timer);
}

async function startFollow({ workspace }: Organisation): Promise<void> {
  const [{ acked }] = await Promise.all([
    workspace.slash({ ...ASKER, command: '/logs', text: `${FUNCTION} follow` }),
    nextEvent(workspace, (event) => (event.type === 'message-posted' ? event : undefined)),
  ]);
  if (!acked) throw new Error('/logs follow was not acknowledged');
}

/** Writes events at random moments; for each the time until an edit shows it, ms. */
async function writeEvents({ cloud, workspace }: Organisation): Promise<Promise<number>[]> {
  const waits: Promise<number>[] = [];
  for (let i = 0; i < EVENTS; i++) {
    await sleep(-Math.log(1 - draw(1, 'follow gap', i)) * GAP_MS);
    const mark = `written while followed, number ${i};`;
    const written = performance.now();
    const shown = nextEvent(
      workspace,
      (event) => (event.type === 'message-edited' && JSON.stringify(event.message).includes(mark)) || undefined,
      60_000,
    );
    cloud.writeLog(GROUP, mark);
    waits.push(shown.then(({ at }) => at - written));
  }
  return waits;
}
