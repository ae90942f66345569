import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reasonOf, UserError } from '../../../../src/domain/errors.ts';

const USAGE = `npx tsx test/bench/detection/table.ts --bench FOLDER [--seeds 301-303] [--harder 2] [--out FILE.md]

Makes the tables of docs/detection.md from the labelled benchmark: worlds by its gen.py, alerts by \`billhook backtest\`
(run npm run build before), scores by its score.py. Needs python3 with numpy.
  --bench FOLDER   where gen.py and score.py are
  --seeds FROM-TO  the worlds as they usually are
  --harder N       how many of these seeds each kind of harder world gets
  --out FILE.md    where the tables go instead of the terminal`;

const BUILT = fileURLToPath(new URL('../../../../dist/main.js', import.meta.url));

export interface Asked {
  /** The benchmark's folder. */
  readonly bench: string;
  readonly seeds: readonly number[];
  /** For harder worlds: the first of the seeds. */
  readonly harderSeeds: readonly number[];
  readonly out: string | undefined;
}

/** What the command line asks for. Throws a UserError where its words are wrong or something is not there. */
export function askedOf(words: readonly string[]): Asked {
  const { bench, seeds, harder, out } = valuesOf(words);
  if (!bench) throw new UserError(`--bench is missing.\n\n${USAGE}`);
  const all = seedsOf(seeds);
  if (!/^\d+$/.test(harder)) throw new UserError(`--harder ${harder} is not a number of seeds; try 2.`);
  for (const file of [path.join(bench, 'gen.py'), path.join(bench, 'score.py'), BUILT])
    if (!existsSync(file))
      throw new UserError(`${file} is not there${file === BUILT ? '; run npm run build first' : ''}.`);
  return { bench: path.resolve(bench), seeds: all, harderSeeds: all.slice(0, Number(harder)), out };
}

function seedsOf(text: string): number[] {
  const [, from = 1, to = 0] = /^(\d+)-(\d+)$/.exec(text)?.map(Number) ?? [];
  if (from > to) throw new UserError(`--seeds ${text} is not a range of numbers; try 301-320.`);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function valuesOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const seeds = { ...text, default: '301-303' };
  const harder = { ...text, default: '2' };
  try {
    return parseArgs({ args: [...words], options: { bench: text, seeds, harder, out: text } }).values;
  } catch (thrown) {
    throw new UserError(`${reasonOf(thrown)}\n\n${USAGE}`);
  }
}
