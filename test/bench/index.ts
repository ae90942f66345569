import { detection } from './detection/index.ts';
import { type Bench, tableRow } from './figure.ts';
import { incidents } from './incidents/index.ts';
import { logs } from './logs/index.ts';
import { main } from './main/index.ts';
import { page } from './page/index.ts';

/** Every bench there is; a new one is a line here. */
const BENCHES: ReadonlyMap<string, Bench> = new Map([
  ['main', main],
  ['detection', detection],
  ['incidents', incidents],
  ['logs', logs],
  ['page', page],
]);

/** Wrong usage, as opposed to a target that was missed. */
const USAGE = 2;

/** Runs the benches and prints a row a figure. Gives how many targets were missed. */
async function run(names: readonly string[]): Promise<number> {
  let missed = 0;
  for (const name of names) {
    console.log(tableRow([name, 'target', 'measured']));
    for await (const figure of BENCHES.get(name)?.() ?? []) {
      if (!figure.met) missed++;
      console.log(tableRow([`  ${figure.what}`, figure.target, figure.measured], figure.met ? '✓' : '✗'));
    }
  }
  return missed;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHES.has(name));
if (unknown.length) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${[...BENCHES.keys()].join(', ')}.`);
  process.exitCode = USAGE;
} else {
  const missed = await run(asked.length ? asked : [...BENCHES.keys()]);
  if (missed) console.error(`${missed} ${missed === 1 ? 'target was' : 'targets were'} missed.`);
  process.exitCode = missed ? 1 : 0;
}
