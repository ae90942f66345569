import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Deed, step } from '../../src/domain/lifecycle.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { actOnIncident } from '../../src/usecases/act-on-incident.ts';

export interface Race {
  /** The database on which both run. */
  readonly file: string;
  readonly rounds: number;
  readonly seed: number;
  /** How many have come to a start, over all rounds. */
  readonly started: Int32Array;
  /** By round and side, WON or REFUSED. */
  readonly results: Int32Array;
}

export const WON = 1;
export const REFUSED = 2;

const NOW = new Date('2026-11-20T08:00:00Z');
const DEEDS: readonly Deed[] = [
  { do: 'acknowledge' },
  { do: 'unacknowledge' },
  { do: 'snooze', until: new Date('2026-11-21T08:00:00Z') },
  { do: 'wake' },
  { do: 'expect', reason: 'a sale', until: undefined },
  { do: 'unexpect' },
  { do: 'assign', to: 'U0GUS' },
  { do: 'resolve' },
  { do: 'false-alarm' },
  { do: 'reopen' },
];

/**
 * One of two people: each round sees how the incident stands, waits for the other, and clicks on something that is possible.
 * @param side 0 or 1
 */
export async function clickAway({ file, rounds, seed, started, results }: Race, side: number): Promise<void> {
  const store = openDatabase(file);
  // Who wins is settled by locks, not by the disk.
  store.$client.exec('PRAGMA synchronous = OFF');
  const incidents = createIncidents(store);
  const by = `U0SIDE${side}`;
  for (let round = 0; round < rounds; round++) {
    meet(started, 2 * (2 * round + 1));
    const seen = await incidents.find(1);
    if (!seen) throw new Error('no incident');
    const possible = DEEDS.filter((deed) => step(seen, deed, { by, at: NOW, saw: seen.version }).done);
    const deed = possible[random(seed + 2 * round + side, possible.length)];
    meet(started, 2 * (2 * round + 2));
    if (!deed) continue;
    const { refused } = await actOnIncident({ incidents, clock: () => NOW }, { id: 1, by, saw: seen.version }, deed);
    results[2 * round + side] = refused ? REFUSED : WON;
  }
  store.$client.close();
}

const PATIENCE_MS = 10_000;

/** Waits until so many have come. Throws where the other side stays away. */
function meet(started: Int32Array, many: number): void {
  if (Atomics.add(started, 0, 1) + 1 >= many) Atomics.notify(started, 0);
  for (let come = Atomics.load(started, 0); come < many; come = Atomics.load(started, 0))
    if (Atomics.wait(started, 0, come, PATIENCE_MS) === 'timed-out') throw new Error('the other side stayed away');
}

/** A number below `below` that is the same at each run. */
function random(seed: number, below: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}

if (!isMainThread && workerData?.race) {
  parentPort?.postMessage('here');
  await clickAway(workerData.race, 1);
}
