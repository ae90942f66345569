import { expect, onTestFinished, test } from 'vitest';
import { createCostSource } from '../../src/aws/cost-explorer.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import { ACCOUNT_SERVICE, type Cut, cutsOf, NOT_USAGE, SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { micros } from '../../src/domain/money.ts';
import { CostFailure } from '../../src/usecases/ports.ts';
import { syncLedger } from '../../src/usecases/sync-ledger.ts';
import { at, day } from '../store/fixtures.ts';
import { portsFor, smallBill } from '../usecases/world.ts';
import { clientsFor, scriptedAws } from './scripted.ts';

const WINDOW = { from: day('2026-11-10'), end: day('2026-11-12') };
const USAGE = { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: [...NOT_USAGE] } } };
const [S3] = ['Amazon Simple Storage Service'];
const serviceIs = (name: string | undefined) => ({ Dimensions: { Key: 'SERVICE', Values: [name] } });
const dimension = (Key: string) => ({ Type: 'DIMENSION', Key });

function cut(
  name: string,
  leaves: readonly string[] = [S3 ?? ''],
  teamBy: Parameters<typeof cutsOf>[0] = { tag: 'team' },
): Cut {
  const found = cutsOf(teamBy, leaves).find((one) => one.name === name);
  if (!found) throw new Error(`no cut ${name}`);
  return found;
}

test.each<[string, Cut, object[], object | undefined]>([
  ['account/service', ACCOUNT_SERVICE, [dimension('LINKED_ACCOUNT'), dimension('SERVICE')], USAGE],
  ['service/charge_type', SERVICE_CHARGE_TYPE, [dimension('SERVICE'), dimension('RECORD_TYPE')], undefined],
  [
    'the leaves of a service',
    cut(`account/usage_type:${S3}`),
    [dimension('LINKED_ACCOUNT'), dimension('USAGE_TYPE')],
    { And: [USAGE, serviceIs(S3)] },
  ],
  [
    'the leaves of all others',
    cut('account/usage_type:*'),
    [dimension('LINKED_ACCOUNT'), dimension('USAGE_TYPE')],
    { And: [USAGE, { Not: serviceIs(S3) }] },
  ],
  [
    'all leaves, while none has its own',
    cut('account/usage_type:*', []),
    [dimension('LINKED_ACCOUNT'), dimension('USAGE_TYPE')],
    USAGE,
  ],
  ['a team tag', cut('team/service'), [{ Type: 'TAG', Key: 'team' }, dimension('SERVICE')], USAGE],
  [
    'a cost category',
    cut('team/account', [], { category: 'Teams' }),
    [{ Type: 'COST_CATEGORY', Key: 'Teams' }, dimension('LINKED_ACCOUNT')],
    USAGE,
  ],
  ['account/region', cut('account/region'), [dimension('LINKED_ACCOUNT'), dimension('REGION')], USAGE],
])('%s is asked for with its keys, its filter and all metrics in one request', async (_, asked, keys, filter) => {
  const { inputs, clients } = await scriptedAws({ ResultsByTime: [] });
  await createCostSource('main', clients.costExplorer(undefined)).page(asked, WINDOW, undefined);
  expect(inputs).toEqual([
    {
      TimePeriod: { Start: '2026-11-10', End: '2026-11-12' },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost', 'AmortizedCost', 'NetAmortizedCost', 'UsageQuantity'],
      GroupBy: keys,
      ...(filter ? { Filter: filter } : {}),
    },
  ]);
});

const amounts = (amount: string, Unit = 'USD') =>
  Object.fromEntries(
    ['UnblendedCost', 'AmortizedCost', 'NetAmortizedCost'].map((name) => [name, { Amount: amount, Unit }]),
  );
const dayOfAnswer = (Groups: object[], Estimated = false) => ({
  TimePeriod: { Start: '2026-11-10', End: '2026-11-11' },
  Estimated,
  Groups,
});

test('amounts stay exact, tags lose their prefix, and a day without groups is there all the same', async () => {
  const group = (key: string, amount: string) => ({
    Keys: [key, S3],
    Metrics: { ...amounts(amount), UsageQuantity: { Amount: '3.5', Unit: 'N/A' } },
  });
  const { clients } = await scriptedAws({
    ResultsByTime: [
      dayOfAnswer([group('team$pay$ments', '0.1234567891'), group('team$', '-3.2E-5')], true),
      { TimePeriod: { Start: '2026-11-11', End: '2026-11-12' }, Estimated: true, Groups: [] },
    ],
    DimensionValueAttributes: [{ Value: '111122223333', Attributes: { description: 'shop-prod' } }],
  });
  const page = await createCostSource('main', clients.costExplorer(undefined)).page(
    cut('team/service'),
    WINDOW,
    undefined,
  );
  expect(page.rows.map(({ keyA, amortized, usageUnit, estimated }) => [keyA, amortized, usageUnit, estimated])).toEqual(
    [
      ['pay$ments', 123_457, '', true],
      ['', -32, '', true],
    ],
  );
  expect([...page.days.keys()]).toEqual(['2026-11-10', '2026-11-11']);
  expect(page.accountNames).toEqual(new Map([['111122223333', 'shop-prod']]));
});

test('a figure that is missing is a failure, never a zero', async () => {
  const { AmortizedCost: _, ...rest } = amounts('1');
  const { clients } = await scriptedAws({ ResultsByTime: [dayOfAnswer([{ Keys: ['1', S3], Metrics: rest }])] });
  const source = createCostSource('main', clients.costExplorer(undefined));
  await expect(source.page(ACCOUNT_SERVICE, WINDOW, undefined)).rejects.toThrow(CostFailure);
});

test.each([
  ['the same token again', ['a', 'a', 'a', 'a', 'a', 'a']],
  ['a circle of tokens', ['a', 'b', 'a', 'b', 'a', 'b']],
])('a walk that is given %s ends as a failure and writes nothing', async (_, tokens) => {
  const group = { Keys: ['1', S3], Metrics: amounts('1') };
  const answers = tokens.map((NextPageToken) => ({ ResultsByTime: [dayOfAnswer([group])], NextPageToken }));
  const { inputs, clients } = await scriptedAws(...answers);
  const ports = portsFor('2026-11-11T08:00:00Z');
  const [report] = await syncLedger({
    ...ports,
    sources: [createCostSource('main', clients.costExplorer(undefined))],
    teamBy: 'accounts',
    backfillBudget: micros(0),
    requestsPerDay: 50,
  });
  expect(report?.failed[0]).toMatch(/same page twice/);
  expect(inputs.length).toBeLessThanOrEqual(6);
  expect((await ports.meter.spentOn(day('2026-11-11'))).requests).toBe(inputs.length);
  const window = { from: day('2026-11-01'), end: day('2026-11-12') };
  expect(await ports.ledger.sums({ cut: ACCOUNT_SERVICE.name, window, by: [] })).toEqual([]);
});

test('a role is assumed once for all its requests, with its external id, and its client is kept', async () => {
  const now = at('2026-11-17T09:30:00Z');
  const cloud = await startCloud({ scenario: smallBill('2026-11-17'), now: () => now });
  onTestFinished(() => cloud.close());
  const clients = clientsFor(cloud.url);
  const role = { arn: 'arn:aws:iam::222233334444:role/billhook-cost', externalId: 'billhook-1' };
  const source = createCostSource('main', clients.costExplorer(role));
  for (let i = 0; i < 3; i++) await source.page(ACCOUNT_SERVICE, WINDOW, undefined);
  expect(clients.costExplorer(role)).toBe(clients.costExplorer({ ...role }));
  expect(clients.logs('eu-west-1', role)).not.toBe(clients.logs('us-east-1', role));
  const assumed = cloud.requests.filter(({ operation }) => operation === 'AssumeRole');
  expect(assumed).toMatchObject([{ input: { RoleArn: role.arn, ExternalId: 'billhook-1' } }]);
});
