import { describe, expect, it } from 'vitest';
import { WHOLE_DAYS } from '../../../src/domain/backtest/completeness.ts';
import { cutsOf } from '../../../src/domain/backtest/cuts-of.ts';
import type { Figures } from '../../../src/domain/backtest/engine.ts';
import { NO_TEAM } from '../../../src/domain/team.ts';
import { completenessOf, gather } from './sample.ts';

const A = '111122223333';
const B = '444455556666';
const plain = ({ scope, values, seen = [] }: Figures) => ({
  ...scope,
  values: [...values],
  seen: seen.map((young) => [...young]),
});

describe('the cuts of a file', () => {
  it('hold the leaves, and the teams by account and by service', () => {
    const { cuts } = cutsOf(
      gather([
        { account: A, cost: '1' },
        { account: B, cost: '2' },
        { account: B, cost: '4', tag_team: '' },
        { account: A, cost: '8', service: 'AmazonS3', usage_type: 'Requests-Tier1' },
      ]),
      WHOLE_DAYS,
    );
    const sums = (figures: readonly Figures[]) => figures.map(({ scope, values }) => ({ ...scope, sum: values[0] }));
    expect(cuts).toMatchObject({ first: '2026-11-01', days: 1 });
    expect(sums(cuts.leaves)).toEqual([
      { account: A, service: 'AmazonEC2', usageType: 'BoxUsage:m5.large', sum: 1 },
      { account: B, service: 'AmazonEC2', usageType: 'BoxUsage:m5.large', sum: 6 },
      { account: A, service: 'AmazonS3', usageType: 'Requests-Tier1', sum: 8 },
    ]);
    expect(sums(cuts.teamAccounts)).toEqual([
      { account: A, team: 'payments', sum: 9 },
      { account: B, team: 'payments', sum: 2 },
      { account: B, team: NO_TEAM, sum: 4 },
    ]);
    expect(sums(cuts.teamServices)).toEqual([
      { service: 'AmazonEC2', team: 'payments', sum: 3 },
      { service: 'AmazonEC2', team: NO_TEAM, sum: 4 },
      { service: 'AmazonS3', team: 'payments', sum: 8 },
    ]);
  });

  it('show of a young day what was in then', () => {
    const completeness = completenessOf('2026-11-01,*,*,0,0.25', '2026-11-01,*,*,1,0.5', `2026-11-01,${B},*,1,0.75`);
    const { cuts } = cutsOf(
      gather([
        { account: A, cost: '4' },
        { account: B, cost: '8' },
        { account: A, cost: '1', date: '2026-11-02' },
      ]),
      completeness,
    );
    expect(plain(cuts.leaves[0] as Figures)).toMatchObject({
      values: [4, 1],
      seen: [
        [1, Number.NaN],
        [2, 1],
        [4, 1],
        [4, 1],
      ],
    });
    expect(plain(cuts.teamServices[0] as Figures)).toMatchObject({
      values: [12, 1],
      seen: [
        [3, Number.NaN],
        [8, 1],
        [12, 1],
        [12, 1],
      ],
    });
  });

  it('leave a day unknown where the file has no row of it, in what was seen as well, and take a missing row for zero', () => {
    const { cuts, missingDays } = cutsOf(
      gather([{}, { date: '2026-11-02', service: 'AmazonS3' }, { date: '2026-11-04' }]),
      WHOLE_DAYS,
    );
    expect(plain(cuts.leaves[0] as Figures)).toMatchObject({
      values: [10, 0, Number.NaN, 10],
      seen: [Array(4).fill(Number.NaN), ...Array(3).fill([10, 0, Number.NaN, 10])],
    });
    expect(missingDays).toEqual(['2026-11-03']);
  });

  it('leave a lost day of one account unknown there, and out of the sums of its services', () => {
    const services = ['AmazonEC2', 'AmazonS3', 'AmazonVPC'];
    const day = (date: string, account: string) => services.map((service) => ({ date, account, service }));
    const days = ['2026-11-01', '2026-11-02', '2026-11-03'];
    const { cuts, missingDays, missingAccountDays } = cutsOf(
      gather(days.flatMap((date, i) => [...day(date, A), ...(i === 1 ? [] : day(date, B))])),
      WHOLE_DAYS,
    );
    expect({ missingDays, missingAccountDays }).toEqual({ missingDays: [], missingAccountDays: 1 });
    const values = (figures: readonly Figures[], account?: string) =>
      figures.filter(({ scope }) => scope.account === account).map((one) => [...one.values]);
    expect(values(cuts.leaves, B)).toEqual(services.map(() => [10, Number.NaN, 10]));
    expect(values(cuts.leaves, A)).toEqual(services.map(() => [10, 10, 10]));
    expect(values(cuts.teamAccounts, B)).toEqual([[30, Number.NaN, 30]]);
    expect(values(cuts.teamServices)).toEqual(services.map(() => [20, 10, 20]));
  });

  it('have no teams where the file has no column of them', () => {
    const { cuts } = cutsOf(gather([{ tag_team: undefined }]), WHOLE_DAYS);
    expect([cuts.teamAccounts, cuts.teamServices]).toEqual([[], []]);
    expect(cuts.leaves).toHaveLength(1);
  });

  it('count fees as rows: an account that had only its tax on a day was read', () => {
    const services = ['AmazonEC2', 'AmazonS3', 'AmazonVPC'];
    const { cuts } = cutsOf(
      gather([
        ...services.map((service) => ({ service })),
        { date: '2026-11-02', usage_type: 'Tax' },
        ...services.map((service) => ({ service, date: '2026-11-03' })),
      ]),
      WHOLE_DAYS,
    );
    expect([...(cuts.leaves[0] as Figures).values]).toEqual([10, 0, 10]);
  });
});
