import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Counts } from '../score/counts.ts';
import type { Task } from './judge-world.ts';

const JUDGE_WORLD = fileURLToPath(new URL('./judge-world.ts', import.meta.url));
/** A world takes some five seconds of a processor. */
const PROCESSES = 2;

/** Walks detection through worlds and counts what it found and missed: one count a world, in their order. */
export async function judgeWorlds(worlds: readonly Task[]): Promise<Counts[]> {
  const counts: Counts[] = [];
  const left = [...worlds.entries()];
  const work = async () => {
    const child = fork(JUDGE_WORLD, { serialization: 'advanced' });
    try {
      for (let next = left.shift(); next; next = left.shift()) counts[next[0]] = await judged(child, next[1]);
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return counts;
}

async function judged(child: ChildProcess, world: Task): Promise<Counts> {
  const stop = new AbortController();
  child.send(world);
  try {
    const [counts] = await Promise.race([
      once(child, 'message', stop),
      once(child, 'exit', stop).then(() => {
        throw new Error(`the world ${JSON.stringify(world)} was not judged`);
      }),
    ]);
    return counts as Counts;
  } finally {
    stop.abort();
  }
}
