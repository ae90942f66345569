import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { askedOf } from './table/asked.ts';
import type { WorldResult } from './table/labelled-world.ts';
import { markdownOf } from './table/markdown.ts';
import { poolResults } from './table/pool-results.ts';

/** A world of 10 months with 8 of 10 incidents found and 2 false alarms. */
const WORLD: WorldResult = {
  f1: 0.8,
  usd_recall: 0.9,
  impact_err_median: 0.1,
  status: { detect: 8, dup: 3, fragment: 1, false: 2 },
  by_class: { step_up: { n: 6, det: 6 }, tag_shift: { n: 4, det: 2 } },
  delays: [1, 1, 1, 1, 2, 2, 2, 9],
  scoredDays: 304.4,
  usd: 1000,
};
const EMPTY: WorldResult = {
  f1: 0,
  usd_recall: 0,
  impact_err_median: null,
  status: {},
  by_class: { step_up: { n: 10, det: 0 } },
  delays: [],
  scoredDays: 304.4,
  usd: 3000,
};

describe('worlds of the labelled benchmark', () => {
  test('are pooled by their incidents, alerts and dollars, not by their ratios', () => {
    const pooled = poolResults([WORLD, EMPTY]);
    expect(pooled).toMatchObject({ worlds: 2, incidents: 20, recall: 0.4, precision: 0.8, worstF1: 0 });
    expect(pooled.f1).toBeCloseTo((2 * 0.4 * 0.8) / 1.2);
    expect(pooled.usdRecall).toBeCloseTo(900 / 4000);
    expect(pooled.falsePerMonth).toBeCloseTo(0.1);
    expect(pooled.alertsPerMonth).toBeCloseTo(0.7);
    expect(pooled.duplicates).toBeCloseTo(0.5);
    expect(pooled.impactError).toBeCloseTo(0.1);
    expect(pooled.classes.map(({ name, incidents, detected }) => [name, incidents, detected])).toEqual([
      ['step_up', 16, 6],
      ['tag_shift', 4, 2],
    ]);
  });

  test('become tables with every row as wide as its head', () => {
    const pooled = poolResults([WORLD]);
    const tables = markdownOf(pooled, new Map([['--noise 2', pooled]])).split('\n\n');
    const widths = tables.map((text) => new Set(text.split('\n').map((line) => line.split('|').length)).size);
    expect(widths).toEqual([1, 1, 1, 1]);
    expect(tables[0]).toContain('| **Billhook** | 0.80 | 0.80 | 0.80 | 0.90 | 0.2 | 0.5 | 1.5 / 4.1 | 10 % |');
    expect(tables[2]).toContain('| tag_shift | 4 | 2 | 0.50 | 0.15–0.85 |');
    expect(tables[3]).toContain('| `--noise 2` | 1 | 0.80 | 0.80 | 0.80 | 0.2 | 0.86 |');
  });

  test('are not asked for in words that make no sense', () => {
    const words = [
      [],
      ['--bench', 'none'],
      ['--bench', '.', '--seeds', '9-3'],
      ['--bench', '.', '--harder', 'x'],
      ['x'],
    ];
    for (const one of words) expect(() => askedOf(one)).toThrow(UserError);
  });
});
