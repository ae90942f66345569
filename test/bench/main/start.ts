import { readFile } from 'node:fs/promises';
import type { Organisation } from '../../../src/demo/organisation.ts';
import { median } from '../../../src/domain/statistics.ts';
import { atMost, type Figure, megabytes, milliseconds } from '../figure.ts';

const STARTS = 5;
const LIMIT_MS = 1500;
const READY_BYTES = 160e6;
const CHECKED_BYTES = 220e6;

/** What a bot holds of memory after its first check, the reading of all history before it included. */
export async function firstCheck(organisation: Organisation): Promise<Figure> {
  const bot = await organisation.startBot();
  await bot.tick(organisation.now());
  const size = await residentBytes(bot.pid);
  await bot.end();
  return atMost('Resident after the first check', size, CHECKED_BYTES, megabytes);
}

/** From the process's beginning to its readiness, and what it holds of memory then. */
export async function startToReady(organisation: Organisation): Promise<Figure[]> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const begun = performance.now();
    const bot = await organisation.startBot();
    times.push(performance.now() - begun);
    sizes.push(await residentBytes(bot.pid));
    await bot.end();
  }
  return [
    atMost(`Start to ready on the scenario's database, median of ${STARTS}`, median(times), LIMIT_MS, milliseconds),
    atMost(`Resident when ready, median of ${STARTS}`, median(sizes), READY_BYTES, megabytes),
  ];
}

/** Linux only: there is no portable way to ask for another process's memory. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
}
