import { describe, expect, it } from 'vitest';
import { completenessGatherer, WHOLE_DAYS } from '../../../src/domain/backtest/completeness.ts';
import { completenessOf, number } from './sample.ts';

const FIRST = number('2026-11-01');
const of = (completeness: ReturnType<typeof completenessOf>, account: string, service: string, days = 2) =>
  completeness.fractionsOf(account, service, FIRST, days).map((fractions) => [...fractions]);

describe('completeness', () => {
  it('comes from the most specific row, whatever their order', () => {
    const completeness = completenessOf(
      '2026-11-01,1,EC2,1,0.1',
      '2026-11-01,*,EC2,1,0.3',
      '2026-11-01,1,*,1,0.2',
      '2026-11-01,*,*,1,0.4',
    );
    const lagOne = (account: string, service: string) => of(completeness, account, service)[1]?.[0];
    expect([lagOne('1', 'EC2'), lagOne('1', 'S3'), lagOne('2', 'EC2'), lagOne('2', 'S3')]).toEqual([
      0.1, 0.2, 0.3, 0.4,
    ]);
  });

  it('takes the next specific row where the most specific one says nothing of that lag', () => {
    const completeness = completenessOf('2026-11-01,1,EC2,0,0.1', '2026-11-01,*,*,2,0.4');
    expect(of(completeness, '1', 'EC2').map(([first]) => first)).toEqual([0.1, 1, 0.4, 1]);
  });

  it('is whole where nothing is told, but of a day without any row today is not to be seen', () => {
    const completeness = completenessOf('2026-11-01,*,S3,1,0.9');
    expect(of(completeness, '1', 'EC2')).toEqual([
      [1, Number.NaN],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(WHOLE_DAYS.fractionsOf('1', 'EC2', FIRST, 1).map(([first]) => first)).toEqual([Number.NaN, 1, 1, 1]);
  });

  it.each([
    [{ lag: '4' }, 'lag "4" is not 0, 1, 2 or 3 days; write it as 1'],
    [{ lag: '' }, 'lag "" is not'],
    [{ fraction: '91' }, 'fraction "91" is not between 0 and 1; write it as 0.91'],
    [{ fraction: '' }, 'fraction "" is not'],
    [{ account: '' }, 'account is empty; write it as * or'],
    [{ service: '' }, 'service is empty; write it as * or'],
    [{ date: 'today' }, 'date "today" is not a day'],
  ])('refuses %o', (change, fault) => {
    const right = { date: '2026-11-01', account: '*', service: '*', lag: '1', fraction: '0.9' };
    expect(completenessGatherer().add({ ...right, ...change })).toContain(fault);
  });
});
