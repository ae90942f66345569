import { expect, test } from 'vitest';
import { createEngine } from '../../../src/domain/detection/index.ts';
import type { Known } from '../../../src/domain/detection/known.ts';
import { createPanel, type Panel } from '../../../src/domain/detection/panel.ts';
import { createWorld } from '../../bench/detection/world/index.ts';
import { cutsOf } from '../../bench/detection/worlds/cuts.ts';

const [FROM, DAYS] = [60, 145];
const cuts = cutsOf(createWorld({ seed: 4, accounts: 4, services: 8, days: DAYS, warmup: 70 }));

/** The days on which something is raised, and its beginning, if the bot is started anew on some days. */
function walk(isRestart: (day: number) => boolean): string[] {
  let known: readonly Known[] = [];
  let engine = createEngine(createPanel(cuts));
  const texts: string[] = [];
  for (let day = FROM; day < DAYS; day++) {
    if (isRestart(day)) engine = createEngine(createPanel(cuts), { known });
    for (const { cause, known: made } of engine.judge(day).raised)
      texts.push(`${day} ${made.id} ${cause.direction} ${cause.since}`);
    known = engine.known;
  }
  return texts;
}

test('a bot that is started anew raises what one raises that ran on', () => {
  const ranOn = walk(() => false);
  expect(ranOn.length).toBeGreaterThan(4);
  expect(walk((day) => day % 17 === 0)).toEqual(ranOn);
});

/** What is raised when days are judged again that were judged already. */
function raisedAgain(days: readonly number[], panel: () => Panel): string[] {
  const engine = createEngine(panel());
  const again: string[] = [];
  for (let day = FROM; day <= Math.max(...days); day++) {
    engine.judge(day);
    if (!days.includes(day)) continue;
    const { raised } = createEngine(panel(), { known: engine.known }).judge(day);
    again.push(...raised.map(({ cause }) => `${day} ${cause.sign.test} since ${cause.since}`));
  }
  return again;
}

test('a day that is judged twice raises nothing twice', () => {
  const days = Array.from({ length: 16 }, (_, i) => FROM + 4 + 5 * i);
  expect(raisedAgain(days, () => createPanel(cuts))).toEqual([]);
});

test('nor on the day on which a known cause becomes what is usual while a part of it still rises', () => {
  expect(raisedAgain([144], () => createPanel(cuts))).toEqual([]);
});
