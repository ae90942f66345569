import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, atMost, count, type Figure } from '../figure.ts';
import { type Company, closeCompany, startBenchCompany } from './company.ts';
import { tally, waiting } from './tally.ts';

const MESSAGES = 500;
const CHANNELS = 20;
const RETRY_AFTER_S = 2;
const DRAINED_MS = 600_000;

/** Many messages while Slack refuses half of the calls with 429. */
export async function* storm(): AsyncIterable<Figure> {
  const company = await startBenchCompany(7, CHANNELS);
  try {
    company.workspace.faults.add({
      method: 'chat.postMessage',
      kind: 'rate-limit',
      retryAfterSeconds: RETRY_AFTER_S,
      probability: 0.5,
    });
    for (let i = 0; i < MESSAGES; i++) await company.work.tell(company.places[i % CHANNELS] as string);
    const begun = Date.now();
    const bot = await company.startBot();
    while (waiting(company.work) > 0 && Date.now() < begun + DRAINED_MS) await sleep(250);
    const took = Math.round((Date.now() - begun) / 1000);
    await bot.end();
    const { lost, duplicates } = tally(company, company.work);
    const { early, refused } = earlyCalls(company);
    yield atLeast(
      `${MESSAGES} messages over ${CHANNELS} channels, half of the calls refused by 429: delivered`,
      MESSAGES - lost,
      MESSAGES,
      count,
      `in ${took} s, ${refused} refusals`,
    );
    yield atMost('… said twice', duplicates, 0, count);
    yield atMost('… calls before their Retry-After', early, 0, count);
  } finally {
    await closeCompany(company);
  }
}

/** Calls to a channel that came before Slack's Retry-After was over. */
function earlyCalls({ workspace }: Company): { early: number; refused: number } {
  const until = new Map<string, number>();
  let [early, refused] = [0, 0];
  for (const { method, args, at, status } of workspace.calls) {
    if (method !== 'chat.postMessage') continue;
    const channel = String(args.channel);
    if (at < (until.get(channel) ?? 0)) early++;
    if (status !== 429) continue;
    refused++;
    until.set(channel, at + RETRY_AFTER_S * 1000);
  }
  return { early, refused };
}
