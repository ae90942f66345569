import { describe, expect, it } from 'vitest';
import { costGatherer, faultOfCosts } from '../../../src/domain/backtest/gather-costs.ts';
import { amountOn } from '../../../src/domain/backtest/growing.ts';
import { gather, number, row } from './sample.ts';

describe('rows of costs', () => {
  it('are added up by usage type and by team, in any order', () => {
    const { leaves, teams, rows, first, last } = gather([
      { date: '2026-11-03', cost: '5' },
      { date: '2026-11-01', cost: '1.5' },
      { date: '2026-11-01', cost: '2.5', tag_team: 'search' },
      { date: '2026-11-01', cost: '-1e1', usage_type: 'NatGateway-Hours' },
    ]);
    expect({ rows, days: last - first + 1 }).toEqual({ rows: 4, days: 3 });
    const on = (day: string) => (series: (typeof leaves)[number]) => [
      series.key,
      amountOn(series.amounts, number(day)),
    ];
    expect(leaves.map(on('2026-11-01'))).toEqual([
      ['BoxUsage:m5.large', 4],
      ['NatGateway-Hours', -10],
    ]);
    expect(teams.map(on('2026-11-01'))).toEqual([
      ['payments', -8.5],
      ['search', 2.5],
    ]);
    expect(leaves.map(on('2026-11-02'))[0]?.[1]).toBeNaN();
  });

  it.each([
    ['Fee:BusinessSupport', 'fees'],
    ['RIFee:HeavyUsage:m5.xlarge', 'fees'],
    ['SavingsPlanUpfrontFee:1yr', 'fees'],
    ['SavingsPlanSomethingNew', 'fees'],
    ['MP:Monthly-SaaS', 'fees'],
    ['Tax', 'tax'],
    ['Tax:SalesTax', 'tax'],
    ['Credit:PromoCredit', 'credits'],
    ['Refund:SLA', 'credits'],
  ] as const)('of %s are left out and counted as %s', (usage_type, group) => {
    const { leaves, teams, leftOut } = gather([{ usage_type, cost: '7' }]);
    expect([leaves, teams]).toEqual([[], []]);
    expect(leftOut).toEqual({ fees: 0, tax: 0, credits: 0, [group]: 7 });
  });

  it.each([
    'BoxUsage:m5.large',
    'USE1-MP:TokenCount',
    'SavingsPlanCoveredUsage:m5',
    'TaxiRides',
    'FeeCalculator-Calls',
  ])('of %s are usage', (usage_type) => {
    expect(gather([{ usage_type }]).leaves.map(({ key }) => key)).toEqual([usage_type]);
  });

  it.each([
    [{ date: '2026-02-29' }, 'date "2026-02-29" is not a day; write it as 2026-11-17'],
    [{ date: '01/11/2026' }, 'date "01/11/2026" is not a day; write it as 2026-11-17'],
    [{ cost: '' }, 'cost "" is not a number; write it as 12.34'],
    [{ cost: '$12' }, 'cost "$12" is not a number; write it as 12.34'],
    [{ cost: '1,204.50' }, 'cost "1,204.50" is not a number; write it as 12.34'],
    [{ cost: '0x10' }, 'cost "0x10" is not a number; write it as 12.34'],
    [{ account: '' }, 'account is empty; write it as 111122223333'],
    [{ account: '1.11122E+11' }, 'account "1.11122E+11" was rounded by a spreadsheet'],
    [{ service: '' }, 'service is empty; write it as AmazonEC2'],
    [{ usage_type: '' }, 'usage_type is empty; write it as BoxUsage:m5.large'],
    [{ service: 'Amazon\nEC2' }, 'service holds a line break'],
  ])('that are bad, as %o, are told with a right example and add nothing', (change, fault) => {
    const gatherer = costGatherer();
    expect(gatherer.add(row(change))).toContain(fault);
    expect(gatherer.add(row(change)), 'the second time too').toContain(fault);
    expect(gatherer.gathered()).toMatchObject({ rows: 0 });
  });

  it('are too little to go on where there are none, only fees, or a year that is a typing error', () => {
    expect(faultOfCosts(gather([]))).toBe('has no rows below its header');
    expect(faultOfCosts(gather([{ usage_type: 'Tax' }]))).toContain('fees, tax and credits only');
    expect(faultOfCosts(gather([{}, { date: '2062-11-02' }]))).toContain('spans 2026-11-01 to 2062-11-02');
    expect(faultOfCosts(gather([{}]))).toBeUndefined();
  });
});
