import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, count, type Figure } from '../figure.ts';
import { type Company, closeCompany, oneOf, startBenchCompany } from './company.ts';
import { inFlight, type Tally, tally, waiting } from './tally.ts';

const KILLS = 1000;
/** So many bots are killed side by side, each in an organisation of its own. */
const SIDE_BY_SIDE = 2;
const CHANNELS = 24;
/** Time-outs and grace are both scaled down by this, from 10 s and 15 s. */
const SCALE = 10;
const TIMEOUT_MS = 10_000 / SCALE;
/** Slack's answers take up to so long: what the bot waits for when it is killed may still arrive. */
const SLOW_MS = 250;
/** A bot lives at most so long after it is ready. */
const LIFE_MS = 900;
const DRAINED_MS = 240_000;

interface Run extends Tally {
  readonly kills: number;
  readonly midway: number;
}

/**
 * The whole bot is killed from outside at random points of real time, while Slack refuses, fails and loses answers; then it is left
 * alone until all is said.
 */
export async function* crashRun(): AsyncIterable<Figure> {
  const each = KILLS / SIDE_BY_SIDE;
  const runs = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, i) => killOften(i + 1, each)));
  const all = (of: keyof Run) => runs.reduce((sum, run) => sum + run[of], 0);
  const detail = `${all('wanted')} messages and replies, ${all('midway')} of ${all('kills')} kills while it waited for an answer; time-outs and grace 1:${SCALE}`;
  yield atMost(`${all('kills')} SIGKILLs, 10 % 429, 5 % 500, 15 % answers lost: lost`, all('lost'), 0, count, detail);
  yield atMost('… said twice', all('duplicates'), 0, count);
  yield atMost('… alerts that do not show how things stand', all('outdated'), 0, count);
}

async function killOften(seed: number, kills: number): Promise<Run> {
  const company = await startBenchCompany(seed, CHANNELS, TIMEOUT_MS);
  try {
    breakSlack(company);
    let [midway, failed] = [0, 0];
    for (let i = 0; i < kills + failed; i++) {
      await addWork(company);
      // On a busy machine Slack may not answer in time at the start: the bot ends, and is started again as by a supervisor.
      const bot = await company.startBot().catch(() => undefined);
      if (!bot) failed++;
      await sleep(company.random() * LIFE_MS);
      await bot?.end('SIGKILL');
      if (inFlight(company.work) > 0) midway++;
    }
    await drain(company);
    return { ...tally(company, company.work), kills, midway };
  } finally {
    await closeCompany(company);
  }
}

function breakSlack({ workspace: { faults } }: Company): void {
  const writes = ['chat.postMessage', 'chat.update'];
  for (const method of writes) {
    faults.add({ method, kind: 'delay', ms: SLOW_MS, probability: 0.5 });
    faults.add({ method, kind: 'rate-limit', retryAfterSeconds: 1, probability: 0.1 });
    faults.add({ method, kind: 'error-500', probability: 0.05 });
    faults.add({ method, kind: 'drop-after', probability: 0.15 });
  }
}

async function addWork({ work, places, random }: Company): Promise<void> {
  if (random() < 0.6) await work.open(oneOf(places, random));
  if (random() < 0.5) await work.stir();
  if (random() < 0.4) await work.tell(oneOf(places, random));
}

async function drain(company: Company): Promise<void> {
  const bot = await company.startBot();
  const end = Date.now() + DRAINED_MS;
  while (waiting(company.work) > 0 && Date.now() < end) await sleep(250);
  await bot.end();
}
