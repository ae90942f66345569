import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, count, type Figure, milliseconds } from '../figure.ts';
import { type Company, closeCompany, oneOf, startBenchCompany } from './company.ts';
import { inFlight, tally, waiting } from './tally.ts';

const STOPS = 200;
const CHANNELS = 12;
const LIMIT_MS = 10_000;
const SLOW_MS = 900;
const LIFE_MS = 600;
/** Every so many stops Slack takes nearly as long as is waited for. */
const HANGS_EVERY = 20;
const HANGS_MS = 9500;
const DRAINED_MS = 120_000;

/** The bot is asked to stop while it posts; now and then Slack takes longer than a stop may. */
export async function* stops(): AsyncIterable<Figure> {
  const company = await startBenchCompany(11, CHANNELS);
  try {
    let [longest, midway, unclean] = [0, 0, 0];
    for (let i = 0; i < STOPS; i++) {
      await addWork(company, i % HANGS_EVERY === HANGS_EVERY - 1 ? HANGS_MS : SLOW_MS);
      const bot = await company.startBot();
      await sleep(company.random() * LIFE_MS);
      if (inFlight(company.work) > 0) midway++;
      const begun = performance.now();
      const code = await bot.end('SIGTERM');
      longest = Math.max(longest, performance.now() - begun);
      if (code !== 0) unclean++;
    }
    company.workspace.faults.clear();
    const bot = await company.startBot();
    const end = Date.now() + DRAINED_MS;
    while (waiting(company.work) > 0 && Date.now() < end) await sleep(250);
    await bot.end();
    const { lost, duplicates, wanted } = tally(company, company.work);
    yield atMost(
      `${STOPS} SIGTERMs, ${midway} in mid-post: the longest stop`,
      longest,
      LIMIT_MS,
      milliseconds,
      `${unclean} with another code than 0`,
    );
    yield atMost('… lost', lost, 0, count, `of ${wanted}`);
    yield atMost('… said twice', duplicates, 0, count);
  } finally {
    await closeCompany(company);
  }
}

async function addWork({ work, places, random, workspace }: Company, ms: number): Promise<void> {
  workspace.faults.clear();
  workspace.faults.add({ method: 'chat.postMessage', kind: 'delay', ms });
  for (let i = 0; i < 2; i++) await work.tell(oneOf(places, random));
}
