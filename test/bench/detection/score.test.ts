import { describe, expect, test } from 'vitest';
import { pool, wilson } from './score/pool.ts';
import { score } from './score/score.ts';
import type { Alert, Truth } from './score/truth.ts';
import type { LabelledIncident, Scope } from './world/types.ts';

const DAYS = 100;
const WARMUP = 20;
const ROWS: readonly Scope[] = [
  { account: 'a', service: 'EC2', usageType: 'box', team: 'red' },
  { account: 'a', service: 'EC2', usageType: 'box', team: 'blue' },
  { account: 'b', service: 'EC2', usageType: 'box', team: 'red' },
  { account: 'b', service: 'S3', usageType: 'bytes', team: 'red' },
];

/** An incident of the days 50–59 that adds so many dollars a day to rows by their index. */
function incident(excess: Readonly<Record<number, number>>, more: Partial<LabelledIncident> = {}): LabelledIncident {
  const days = { start: 50, end: 59, ...more };
  const values = Object.entries(excess).map(
    ([row, dollars]) => [Number(row), new Float64Array(days.end - days.start + 1).fill(dollars)] as const,
  );
  return {
    id: 'i',
    class: 'step_up',
    kind: 'anomaly',
    scored: true,
    attribution: false,
    scope: {},
    excess: new Map(values),
    ...days,
  };
}

/** A world in which every row costs $100 a day. */
function truth(...incidents: LabelledIncident[]): Truth {
  return {
    days: DAYS,
    warmup: WARMUP,
    rows: ROWS,
    baseline: ROWS.map(() => new Float64Array(DAYS).fill(100)),
    incidents,
  };
}

const alert = (day: number, ...keys: Scope[]): Alert => ({ day, keys, impact: 0 });
const verdicts = (world: Truth, ...alerts: Alert[]) => score(world, alerts).alerts.map(({ verdict }) => verdict);
const EC2_A = { account: 'a', service: 'EC2' };

describe('an alert', () => {
  test.each([
    ['on the day before the incident', 49, 'false'],
    ['on its first day', 50, 'detection'],
    ['four days after its end', 63, 'detection'],
    ['five days after its end', 64, 'echo'],
    ['fourteen days after its end', 73, 'echo'],
    ['fifteen days after its end', 74, 'false'],
  ])('%s is judged so', (_, day, verdict) => {
    expect(verdicts(truth(incident({ 0: 50 })), alert(day, EC2_A))).toEqual([verdict]);
  });

  test('in the warm-up does not count', () => {
    expect(verdicts(truth(), alert(WARMUP - 1, {}), alert(WARMUP, {}))).toEqual(['false']);
  });

  test('is a duplicate once the incident is found, in the order of days', () => {
    const { delayP50, duplicatesPerIncident } = score(truth(incident({ 0: 50 })), [alert(55, EC2_A), alert(52, EC2_A)]);
    expect([delayP50, duplicatesPerIncident]).toEqual([2, 1]);
  });

  test('with less than a fifth of the incident is a fragment and detects nothing', () => {
    const wide = truth(incident({ 0: 50, 1: 300, 2: 300 }));
    const result = score(wide, [alert(52, { account: 'a', team: 'red' })]);
    expect([result.alerts[0]?.verdict, result.detected, result.missed.length]).toEqual(['fragment', 0, 1]);
  });

  test.each([
    [19, 'false'],
    [20, 'detection'],
  ])('on everything needs 5 %% of everything: $%i of $400 a day are %s', (dollars, verdict) => {
    expect(verdicts(truth(incident({ 0: dollars })), alert(52, {}))).toEqual([verdict]);
  });

  test('counts what rises in one key and falls in another without their signs', () => {
    const change = truth(incident({ 0: 60, 2: -50 }));
    expect(verdicts(change, alert(52, { service: 'EC2' }))).toEqual(['false']);
    expect(verdicts(change, alert(52, EC2_A, { account: 'b', service: 'EC2' }))).toEqual(['detection']);
  });

  test('does not count a row twice where its keys overlap', () => {
    const mild = truth(incident({ 0: 8 }));
    expect(verdicts(mild, alert(52, EC2_A, { account: 'a' }, { service: 'EC2', team: 'red' }))).toEqual(['false']);
  });

  test('on a tag shift holds half of it by each end, and as much by both', () => {
    const shift = truth(incident({ 0: -40, 1: 40 }, { attribution: true }));
    expect(verdicts(shift, alert(52, { team: 'blue' }))).toEqual(['detection']);
    expect(verdicts(shift, alert(52, { ...EC2_A, team: 'red' }, { ...EC2_A, team: 'blue' }))).toEqual(['detection']);
    expect(verdicts(shift, alert(52, EC2_A))).toEqual(['false']);
  });

  test('compares over the fourteen days before it alone', () => {
    const early = incident({ 0: 0 }, { end: 80 });
    early.excess.get(0)?.fill(500, 0, 5);
    expect(verdicts(truth(early), alert(66, EC2_A), alert(67, EC2_A), alert(68, EC2_A))).toEqual([
      'detection',
      'duplicate',
      'false',
    ]);
  });

  test('on something worth a word is ignored, on something innocent false and named', () => {
    const result = score(
      truth(incident({ 3: 50 }, { kind: 'info' }), incident({ 0: 50 }, { kind: 'innocent', class: 'fee' })),
      [alert(52, { service: 'S3' }), alert(52, EC2_A), alert(80, EC2_A)],
    );
    expect(result.counts.verdicts).toMatchObject({ ignored: 1, false: 2 });
    expect([...result.counts.falseBy]).toEqual([
      ['fee', 1],
      ['noise', 1],
    ]);
  });
});

describe('the figures', () => {
  const drop = incident({ 3: -90 }, { class: 'drop_to_zero' });
  const unscored = incident({ 2: 90 }, { scored: false });

  test('are of the incidents that are scored, false alerts weigh on precision', () => {
    const result = score(truth(incident({ 0: 50 }), drop, unscored), [
      alert(52, EC2_A),
      alert(52, { account: 'b', service: 'EC2' }),
      alert(90, EC2_A),
    ]);
    expect(result).toMatchObject({ incidents: 2, detected: 1, recall: 0.5, precision: 0.5, f1: 0.5 });
    expect(result.falsePerMonth).toBeCloseTo(30.44 / 80);
    expect(result.counts.byClass.get('drop_to_zero')).toMatchObject({ incidents: 1, detected: 0 });
  });

  test('count the dollars of rises only', () => {
    const result = score(truth(incident({ 0: 50 }), incident({ 2: 150 }), drop), [alert(52, EC2_A)]);
    expect(result.usdRecall).toBeCloseTo(0.25);
    expect(result.usdAvoidable).toBeCloseTo(400 / 2000);
  });

  test('compare the impact with what had happened up to the day before', () => {
    const { medianImpactError } = score(truth(incident({ 0: 50 })), [{ day: 52, keys: [EC2_A], impact: 125 }]);
    expect(medianImpactError).toBeCloseTo(0.25);
    expect(score(truth(), []).medianImpactError).toBeUndefined();
  });

  test('of several worlds are those of all their incidents together', () => {
    const found = score(truth(incident({ 0: 50 })), [alert(52, EC2_A)]);
    const missed = score(truth(incident({ 0: 50 }), drop), [alert(90, EC2_A)]);
    const pooled = pool([found, missed, missed]);
    expect(pooled).toMatchObject({ incidents: 5, detected: 1, recall: 0.2, delayP50: 2 });
    expect(pooled.precision).toBeCloseTo(1 / 3);
    expect(pooled.byClass.get('step_up')).toMatchObject({ incidents: 3, detected: 1, recall: 1 / 3 });
    expect(() => pool([])).toThrow(RangeError);
  });

  test('bear an interval that is wide where little was seen', () => {
    expect(wilson(8, 10).map((share) => share.toFixed(3))).toEqual(['0.490', '0.943']);
    expect(wilson(0, 0)).toEqual([0, 1]);
    expect(wilson(5, 5)[1]).toBe(1);
  });
});
