import { expect, onTestFinished, test } from 'vitest';
import { createAnomalySource } from '../../src/aws/anomalies.ts';
import { type Cloud, startCloud } from '../../src/demo/cloud/index.ts';
import { micros } from '../../src/domain/money.ts';
import { AnomalyFailure } from '../../src/usecases/ports.ts';
import { cloudAnomaly } from '../demo/cloud/anomaly.ts';
import { at, day } from '../store/fixtures.ts';
import { smallBill } from '../usecases/world.ts';
import { clientsFor, scriptedAws } from './scripted.ts';

const FROM = day('2026-11-12');
const TODAY = day('2026-11-17');
const ROLE = { arn: 'arn:aws:iam::222233334444:role/billhook-cost' };

async function detection(role?: typeof ROLE) {
  const now = at('2026-11-17T09:30:00Z');
  const cloud = await startCloud({ scenario: smallBill('2026-11-17'), now: () => now });
  onTestFinished(() => cloud.close());
  return { cloud, source: createAnomalySource('main', clientsFor(cloud.url).costExplorer(role)) };
}

test('an anomaly comes with its days, its total and its causes by their names on the bill', async () => {
  const { cloud, source } = await detection();
  cloud.setAnomalies([cloudAnomaly({ Feedback: 'YES' })]);
  expect(await source.anomalies(FROM, TODAY, undefined)).toEqual({
    found: [
      {
        id: cloudAnomaly().AnomalyId,
        payer: 'main',
        since: '2026-11-13',
        through: '2026-11-16',
        impact: micros(380.25),
        causes: [{ account: '444455556666', service: 'AWS Lambda' }],
        feedback: 'YES',
      },
    ],
    nextToken: undefined,
  });
});

test('where nothing watches the payer there is nothing', async () => {
  const { source } = await detection();
  expect(await source.anomalies(FROM, TODAY, undefined)).toEqual({ found: [], nextToken: undefined });
});

test('asks for both days and for large pages, and hands the token on', async () => {
  const { inputs, clients } = await scriptedAws({ Anomalies: [], NextPageToken: 'b' });
  const source = createAnomalySource('main', clients.costExplorer(undefined));
  expect((await source.anomalies(FROM, TODAY, 'a')).nextToken).toBe('b');
  expect(inputs).toEqual([
    { DateInterval: { StartDate: '2026-11-12', EndDate: '2026-11-17' }, MaxResults: 100, NextPageToken: 'a' },
  ]);
});

test('what AWS may leave out is left out; what cannot be told without is no anomaly', async () => {
  const {
    AnomalyEndDate: _,
    RootCauses: __,
    ...open
  } = cloudAnomaly({ AnomalyStartDate: '2026-11-13', Impact: { MaxImpact: 7 } });
  const { AnomalyStartDate: ___, ...undated } = cloudAnomaly();
  const half = cloudAnomaly({
    AnomalyId: 'half',
    RootCauses: [{ Service: 'AWS Lambda' }, { LinkedAccount: '444455556666' }],
  });
  const { clients } = await scriptedAws({ Anomalies: [open, undated, half] });
  const { found } = await createAnomalySource('main', clients.costExplorer(undefined)).anomalies(
    FROM,
    TODAY,
    undefined,
  );
  expect(found).toMatchObject([
    { since: '2026-11-13', through: TODAY, impact: micros(7), causes: [], feedback: undefined },
    { id: 'half', causes: [] },
  ]);
});

test('feedback reaches AWS', async () => {
  const { cloud, source } = await detection();
  cloud.setAnomalies([cloudAnomaly()]);
  await source.feedback(cloudAnomaly().AnomalyId, 'PLANNED_ACTIVITY');
  expect((await source.anomalies(FROM, TODAY, undefined)).found).toMatchObject([{ feedback: 'PLANNED_ACTIVITY' }]);
});

test.each<[string, (cloud: Cloud) => void, RegExp, boolean]>([
  [
    'the permission is missing',
    (cloud) => cloud.deny('ce:GetAnomalies'),
    /Add ce:GetAnomalies to the bot's IAM policy/,
    true,
  ],
  [
    'AWS throttles',
    (cloud) => cloud.faults.add({ operation: 'GetAnomalies', kind: 'throttle' }),
    /throttling ce:GetAnomalies.*next run/,
    false,
  ],
  [
    'access to billing is off',
    (cloud) => cloud.setCostExplorer('off-for-user'),
    /activate IAM access to billing/,
    false,
  ],
  ['the connection is lost', (cloud) => cloud.faults.add({ operation: '*', kind: 'drop' }), /cannot be reached/, false],
])('where %s the failure is in words, with its mend', async (_, trouble, words, isDenied) => {
  const { cloud, source } = await detection();
  trouble(cloud);
  const thrown: unknown = await source.anomalies(FROM, TODAY, undefined).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AnomalyFailure);
  expect(thrown).toMatchObject({ message: expect.stringMatching(words), isDenied });
});

test('feedback that is not allowed, or of an anomaly that is gone, says so', async () => {
  const { cloud, source } = await detection();
  await expect(source.feedback('a9', 'NO')).rejects.toThrow(/ValidationException.*a9 does not exist/);
  cloud.deny('ce:ProvideAnomalyFeedback');
  await expect(source.feedback('a9', 'NO')).rejects.toThrow(/Add ce:ProvideAnomalyFeedback/);
});

test('a role is assumed, with what it may see', async () => {
  const { cloud, source } = await detection(ROLE);
  cloud.setAnomalies([cloudAnomaly()]);
  expect((await source.anomalies(FROM, TODAY, undefined)).found).toEqual([]);
  expect(cloud.requests.map(({ operation }) => operation)).toEqual(['AssumeRole', 'GetAnomalies']);
});
