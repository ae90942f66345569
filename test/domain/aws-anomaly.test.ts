import { describe, expect, test } from 'vitest';
import { type AwsFound, matchAnomalies, takenBy } from '../../src/domain/aws-anomaly.ts';
import type { AwsAnomaly } from '../../src/domain/incident.ts';
import { micros } from '../../src/domain/money.ts';
import { CORE, DATA, day, finding, incident, part, SHOP } from './sample.ts';

const LAMBDA = 'AWS Lambda';
const EC2 = 'Amazon Elastic Compute Cloud - Compute';

/** An anomaly of Lambda in shop-prod over the days of the sample's incident. */
function found(own: Partial<AwsFound> = {}): AwsFound {
  return {
    id: 'a1',
    payer: 'main',
    since: day('2026-11-13'),
    through: day('2026-11-16'),
    impact: micros(380),
    causes: [{ account: SHOP, service: LAMBDA }],
    feedback: undefined,
    ...own,
  };
}

function known(own: Partial<AwsAnomaly> = {}): AwsAnomaly {
  return {
    id: 'a1',
    payer: 'main',
    since: day('2026-11-13'),
    impact: micros(380),
    wanted: undefined,
    sent: undefined,
    ...own,
  };
}

/** Incident id → anomaly id, and the ids of the others. */
function idsOf({ joined, others }: ReturnType<typeof matchAnomalies>) {
  return {
    joined: Object.fromEntries([...joined].map(([id, one]) => [id, one.id])),
    others: others.map(({ id }) => id),
  };
}

const ours = incident();
const wide = incident({
  id: 2,
  finding: finding({
    cause: 'rise|wide',
    account: undefined,
    parts: [part(SHOP, LAMBDA), part(CORE, LAMBDA), part(DATA, EC2)],
  }),
});

describe('an anomaly', () => {
  test.each<[string, Partial<AwsFound>]>([
    ['has the same account, service and days', {}],
    [
      'names a further cause that is not ours',
      {
        causes: [
          { account: DATA, service: EC2 },
          { account: SHOP, service: LAMBDA },
        ],
      },
    ],
    ['ends the day before ours begins', { since: day('2026-11-10'), through: day('2026-11-12') }],
    ['begins the day after our last full day', { since: day('2026-11-17'), through: day('2026-11-17') }],
  ])('joins where it %s', (_, own) => {
    expect(idsOf(matchAnomalies([found(own)], [ours]))).toEqual({ joined: { 1: 'a1' }, others: [] });
  });

  test.each<[string, Partial<AwsFound>]>([
    ['another service', { causes: [{ account: SHOP, service: EC2 }] }],
    ['another account', { causes: [{ account: CORE, service: LAMBDA }] }],
    [
      'account and service from different causes',
      {
        causes: [
          { account: SHOP, service: EC2 },
          { account: CORE, service: LAMBDA },
        ],
      },
    ],
    ['no root cause', { causes: [] }],
    ['days that ended two days before', { since: day('2026-11-01'), through: day('2026-11-11') }],
    ['days that began two days after', { since: day('2026-11-18'), through: day('2026-11-18') }],
  ])('of %s is none of ours', (_, own) => {
    expect(idsOf(matchAnomalies([found(own)], [ours]))).toEqual({ joined: {}, others: ['a1'] });
  });

  test.each(['drop', 'moved'] as const)('is never of a %s: AWS looks for increases', (kind) => {
    expect(idsOf(matchAnomalies([found()], [incident({ finding: finding({ kind }) })])).others).toEqual(['a1']);
  });

  test('joins one incident, that with which it shares the most parts', () => {
    const both = found({
      causes: [
        { account: SHOP, service: LAMBDA },
        { account: CORE, service: LAMBDA },
      ],
    });
    expect(idsOf(matchAnomalies([both], [ours, wide])).joined).toEqual({ 2: 'a1' });
  });

  test('of two incidents with as many parts joins the one with more days, then the older', () => {
    const late = incident({ id: 3, since: day('2026-11-16'), finding: finding({ since: day('2026-11-16') }) });
    expect(idsOf(matchAnomalies([found()], [late, ours])).joined).toEqual({ 1: 'a1' });
    expect(idsOf(matchAnomalies([found()], [incident({ id: 4 }), ours])).joined).toEqual({ 1: 'a1' });
  });

  test('stays with the incident that has it, though another now shares more', () => {
    const both = found({
      causes: [
        { account: SHOP, service: LAMBDA },
        { account: CORE, service: LAMBDA },
      ],
    });
    expect(idsOf(matchAnomalies([both], [incident({ aws: known() }), wide])).joined).toEqual({ 1: 'a1' });
  });
});

describe('an incident', () => {
  const larger = found({ id: 'a2', impact: micros(500) });

  test('has the anomaly with the largest impact; the smaller one is ours all the same', () => {
    expect(idsOf(matchAnomalies([found(), larger], [ours]))).toEqual({ joined: { 1: 'a2' }, others: [] });
    expect(idsOf(matchAnomalies([larger, found()], [ours]))).toEqual({ joined: { 1: 'a2' }, others: [] });
  });

  test('keeps a larger one that was not reported this time', () => {
    const has = incident({ aws: known({ id: 'a9', impact: micros(400) }) });
    expect(idsOf(matchAnomalies([found()], [has]))).toEqual({ joined: {}, others: [] });
    expect(idsOf(matchAnomalies([larger], [has])).joined).toEqual({ 1: 'a2' });
  });

  test('lets go of one that AWS has since found to be the smaller', () => {
    const has = incident({ aws: known({ impact: micros(600) }) });
    expect(idsOf(matchAnomalies([found(), larger], [has])).joined).toEqual({ 1: 'a2' });
  });
});

describe('what an incident takes over', () => {
  test('is the anomaly with its figures, and what AWS was told of it already', () => {
    expect(takenBy(ours, found({ feedback: 'YES' }))).toEqual(known({ sent: 'YES' }));
  });

  test('moves its figures and keeps the answer that is wanted and the one that was sent', () => {
    const has = incident({ aws: known({ wanted: 'PLANNED_ACTIVITY', sent: 'NO' }) });
    const grown = found({ impact: micros(450), feedback: 'YES' });
    expect(takenBy(has, grown)).toEqual(known({ impact: micros(450), wanted: 'PLANNED_ACTIVITY', sent: 'NO' }));
  });

  test('is nothing where nothing is new', () => {
    expect(takenBy(incident({ aws: known() }), found())).toBeUndefined();
  });

  test('of another anomaly keeps the answer that is wanted, which that one has not got yet', () => {
    const has = incident({ aws: known({ wanted: 'NO', sent: 'NO' }) });
    expect(takenBy(has, found({ id: 'a2' }))).toEqual(known({ id: 'a2', wanted: 'NO' }));
  });

  test('counts two payers’ anomalies of one id as two', () => {
    const has = incident({ aws: known({ wanted: 'NO', sent: 'NO' }) });
    expect(takenBy(has, found({ payer: 'other' }))).toMatchObject({ payer: 'other', sent: undefined });
  });

  test.each([
    ['dana', 'PLANNED_ACTIVITY'],
    ['billhook', undefined],
  ])('where %s had called it expected before, wants the answer %s', (by, wanted) => {
    const at = new Date('2026-11-15T09:00:00Z');
    const expectation = { by, at, reason: 'load test', until: undefined };
    expect(takenBy(incident({ state: 'expected', expectation }), found())?.wanted).toBe(wanted);
  });

  test('where it was called a false alarm in the meantime, wants the answer NO', () => {
    const end = { how: 'false-alarm', by: 'dana', at: new Date('2026-11-15T09:00:00Z') } as const;
    expect(takenBy(incident({ state: 'resolved', end }), found())?.wanted).toBe('NO');
  });
});
