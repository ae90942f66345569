import { writeFile } from 'node:fs/promises';
import { UserError } from '../../../src/domain/errors.ts';
import { type Asked, askedOf } from './table/asked.ts';
import { judgeLabelledWorld, type WorldResult } from './table/labelled-world.ts';
import { markdownOf } from './table/markdown.ts';
import { type PooledResults, poolResults } from './table/pool-results.ts';

/** Kinds of worlds that are harder, by the generator's options. */
const HARDER = ['--noise 2', '--effect 0.5', '--accounts 5 --services 25', '--accounts 80'] as const;
/** A world takes a processor and half a gigabyte. */
const AT_ONCE = 2;
/** Wrong usage, as opposed to a failure. */
const USAGE = 2;

async function makeTables({ bench, seeds, harderSeeds, out }: Asked): Promise<void> {
  const begun = performance.now();
  const usual = await judgeAll(bench, seeds, '');
  const harder = new Map<string, PooledResults>();
  if (harderSeeds.length) for (const kind of HARDER) harder.set(kind, await judgeAll(bench, harderSeeds, kind));
  const markdown = markdownOf(usual, harder);
  if (out) await writeFile(out, `${markdown}\n`);
  else console.log(markdown);
  console.error(`Took ${((performance.now() - begun) / 60_000).toFixed(1)} minutes.`);
}

/** Judges the worlds of one kind, and says each on the way. */
async function judgeAll(bench: string, seeds: readonly number[], kind: string): Promise<PooledResults> {
  const results: WorldResult[] = [];
  const left = [...seeds.entries()];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [i, seed] = next;
      const result = await judgeLabelledWorld(bench, { seed, options: kind ? kind.split(' ') : [] });
      console.error(`seed ${seed} ${kind.padEnd(26)} F1 ${result.f1.toFixed(2)}`);
      results[i] = result;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return poolResults(results);
}

try {
  await makeTables(askedOf(process.argv.slice(2)));
} catch (thrown) {
  console.error(thrown instanceof UserError ? thrown.message : thrown);
  process.exitCode = thrown instanceof UserError ? USAGE : 1;
}
