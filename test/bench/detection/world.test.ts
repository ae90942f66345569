import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../../src/domain/day.ts';
import { INCIDENT_CLASSES } from './world/incidents/index.ts';
import { createWorld } from './world/index.ts';
import type { World, WorldOptions } from './world/types.ts';

const SEED = 3;
const SMALL = { accounts: 6, services: 12 } as const;
const made = new Map<string, World>();
/** Worlds are read only, so the tests share them. */
function world(options: Partial<WorldOptions> = {}): World {
  const key = JSON.stringify(options);
  const known = made.get(key) ?? createWorld({ seed: SEED, ...options });
  made.set(key, known);
  return known;
}

const anomalies = ({ incidents }: World) => incidents.filter(({ kind }) => kind === 'anomaly');
const totalOf = ({ rows }: World) => rows.flatMap(({ values }) => [...values]).reduce((sum, value) => sum + value, 0);

describe('a world', () => {
  test('is the same for the same seed and another for another', () => {
    const again = createWorld({ seed: SEED, ...SMALL });
    expect(again.rows).toEqual(world(SMALL).rows);
    expect(again.incidents).toEqual(world(SMALL).incidents);
    expect(totalOf(createWorld({ seed: SEED + 1, ...SMALL }))).not.toBe(totalOf(again));
  });

  test('holds every class of incident, about twenty in all, after the warm-up', () => {
    const scored = anomalies(world()).filter((incident) => incident.scored);
    expect(new Set(scored.map((incident) => incident.class))).toEqual(new Set(INCIDENT_CLASSES));
    expect(INCIDENT_CLASSES).toHaveLength(14);
    expect(scored.length).toBeGreaterThanOrEqual(14);
    expect(scored.length).toBeLessThanOrEqual(24);
    expect(scored.every(({ start, end }) => start >= world().warmup && start <= end && end < world().days)).toBe(true);
  });

  test('names each row once', () => {
    const names = world().rows.map(
      ({ account, service, usageType, team }) => `${account}|${service}|${usageType}|${team}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([{}, { shapes: true, ...SMALL }])(
    'has figures that are the baseline and the labelled excess, with %o',
    (options) => {
      const { rows, baseline, incidents, days } = world(options);
      const excess = rows.map(() => new Float64Array(days));
      for (const { start, excess: labelled } of incidents.filter(({ kind }) => kind === 'anomaly'))
        for (const [row, values] of labelled)
          for (const [i, dollars] of values.entries())
            (excess[row] as Float64Array)[start + i] = (excess[row]?.[start + i] ?? 0) + dollars;
      const worst = rows.flatMap(({ values }, row) =>
        [...values].map((value, day) => Math.abs(value - (baseline[row]?.[day] ?? 0) - (excess[row]?.[day] ?? 0))),
      );
      expect(worst.reduce((a, b) => Math.max(a, b), 0)).toBeLessThan(1e-6);
    },
  );

  test('costs nothing in the baseline where a service is new, and nothing at all where one stopped', () => {
    const { rows, baseline } = world();
    for (const { class: name, start, excess } of anomalies(world())) {
      for (const [row, values] of excess) {
        for (const i of values.keys()) {
          if (name === 'new_service') expect(baseline[row]?.[start + i]).toBeCloseTo(0);
          if (name === 'drop_to_zero') expect(rows[row]?.values[start + i]).toBe(0);
        }
      }
    }
  });

  test('moves money in a tag shift and makes none', () => {
    const shift = anomalies(world()).find((incident) => incident.class === 'tag_shift');
    const amounts = [...(shift?.excess.values() ?? [])].flatMap((values) => [...values]);
    expect(shift?.attribution).toBe(true);
    expect(Math.abs(amounts.reduce((sum, dollars) => sum + dollars, 0))).toBeLessThan(1e-6);
    expect(amounts.some((dollars) => dollars > 1)).toBe(true);
  });

  test('shows less of a day the sooner one looks, and of a late one hardly anything', () => {
    const { rows, completeness, incidents } = world();
    const seen = rows.map(completeness);
    expect(seen.every((lags) => lags.length === 4)).toBe(true);
    expect(seen.every((lags) => lags.every((shares) => shares.every((share) => share >= 0 && share <= 1)))).toBe(true);
    const late = incidents.find((incident) => incident.class === 'data_lag');
    const row = rows.find(({ account }) => account === late?.scope.account);
    expect(row && late ? completeness(row)[1]?.[late.start] : 1).toBeLessThan(0.2);
    expect(() => completeness({ account: 'none', service: 'none' })).toThrow(RangeError);
  });

  test('asks for enough days after its warm-up', () => {
    expect(() => createWorld({ seed: SEED, days: 150 })).toThrow(RangeError);
  });
});

describe('another kind of world', () => {
  test('rests on other days', () => {
    const friday = world({ weekend: [5, 6], noise: 0, ...SMALL });
    const perWeekday = new Float64Array(7);
    for (const { values } of friday.rows.filter(({ usageType }) => usageType.startsWith('Lambda')))
      for (const [day, dollars] of values.subarray(0, friday.warmup).entries()) {
        const weekday = weekdayOf(addDays(friday.first, day));
        perWeekday[weekday] = (perWeekday[weekday] ?? 0) + dollars;
      }
    expect(perWeekday[5]).toBeLessThan(perWeekday[0] ?? 0);
  });

  test('misses days, and its baseline does not', () => {
    const { rows, baseline, days } = world({ holes: true, ...SMALL });
    const missing = Array.from(
      { length: days },
      (_, day) => rows.filter(({ values }) => Number.isNaN(values[day])).length,
    );
    expect(missing.some((count) => count === rows.length)).toBe(true);
    expect(missing.some((count) => count > 0 && count < rows.length)).toBe(true);
    expect(baseline.every((values) => values.every(Number.isFinite))).toBe(true);
  });

  test('shows more than there is in the end', () => {
    const { rows, completeness } = world({ overestimates: true, ...SMALL });
    expect(rows.some((row) => completeness(row)[1]?.some((share) => share > 1.04))).toBe(true);
  });

  test('is the same at another scale and under other names', () => {
    const plain = world(SMALL);
    const other = world({ scale: 100, renamed: true, ...SMALL });
    expect(totalOf(other) / totalOf(plain)).toBeCloseTo(100);
    expect(other.incidents.map(({ start }) => start)).toEqual(plain.incidents.map(({ start }) => start));
    const names = new Set(plain.rows.map(({ service }) => service));
    expect(other.rows.some(({ service }) => names.has(service))).toBe(false);
    expect(other.rows.filter(({ usageType }) => usageType.startsWith('Fee:'))).toHaveLength(
      plain.rows.filter(({ usageType }) => usageType.startsWith('Fee:')).length,
    );
  });

  test('has incidents of half the size where they strike in the same place', () => {
    // With other sizes some incidents find other places, so only those are compared that did not.
    const strikes = (seed: number, effect: number) =>
      anomalies(createWorld({ seed, effect, accounts: 3, services: 4 }))
        .filter((incident) => incident.class === 'crypto_new_region')
        .map(({ start, end, scope, excess }) => ({
          where: `${start}–${end} ${scope.account}`,
          dollars: [...excess.values()].flatMap((values) => [...values]).reduce((sum, dollars) => sum + dollars, 0),
        }));
    const ratios = [1, 2, 3, 4].flatMap((seed) => {
      const half = new Map(strikes(seed, 0.5).map(({ where, dollars }) => [where, dollars]));
      return strikes(seed, 1).flatMap(({ where, dollars }) =>
        half.has(where) ? [(half.get(where) ?? 0) / dollars] : [],
      );
    });
    expect(ratios.length).toBeGreaterThan(0);
    for (const ratio of ratios) expect(ratio).toBeCloseTo(0.5);
  });
});
