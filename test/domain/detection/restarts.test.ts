import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/domain/detection/index.ts';
import type { Known } from '../../../src/domain/detection/known.ts';
import { createPanel, keyOf, type Panel } from '../../../src/domain/detection/panel.ts';
import { createWorld } from '../../bench/detection/world/index.ts';
import { cutsOf } from '../../bench/detection/worlds/cuts.ts';
import { during, panelOf, weekly } from './panels.ts';

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

describe('the days of a rise', () => {
  const leaf = { account: 'a', service: 'EC2', usageType: 'box' };
  const usual = weekly(100, 3);
  const panelWith = (days: number) =>
    panelOf({ leaves: { 'a/EC2/box': during(usual, [100, 100 + days], weekly(300, 3)) }, days: 190 });
  /** Columns that teach nothing, after the bot ran on up to a day, and if it is started anew then. */
  const takenBy = (days: number, until: number) => {
    const [ranOn, anew] = [panelWith(days), panelWith(days)];
    const engine = createEngine(ranOn);
    for (let day = FROM; day <= until; day++) engine.judge(day);
    createEngine(anew, { known: engine.known });
    return [ranOn, anew].map(({ byKey }) =>
      [...(byKey.get(keyOf(leaf))?.taken ?? [])].flatMap((on, i) => (on ? i : [])),
    );
  };

  test.each([1, 8, 20, 26, 29, 40])('that lasted %i days teach no more and no less after a restart', (days) => {
    for (const until of [110, 131, 132, 150, 180]) {
      const [ranOn, anew] = takenBy(days, until);
      expect(anew).toEqual(ranOn);
    }
  });

  test('that ended before they were what is usual never teach', () => {
    expect(takenBy(8, 180)[1]).toEqual(expect.arrayContaining([100, 101, 102, 103, 104, 105, 106, 107]));
  });
});
