import { GetAnomaliesCommand, ProvideAnomalyFeedbackCommand } from '@aws-sdk/client-cost-explorer';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Cloud, CloudAnomaly } from '../../../../src/demo/cloud/index.ts';
import { cloudAnomaly } from '../anomaly.ts';
import { clientOf, cloudAt, postJson, signature } from '../sample.ts';

let cloud: Cloud;
let client: ReturnType<typeof clientOf>;

beforeEach(async () => {
  cloud = await cloudAt();
  client = clientOf(cloud.url);
  return () => cloud.close();
});

const DateInterval = { StartDate: '2026-11-01', EndDate: '2026-12-04' };
const ask = (more: object = {}) => client.send(new GetAnomaliesCommand({ DateInterval, ...more }));
const idsOf = async (more: object = {}) => (await ask(more)).Anomalies?.map(({ AnomalyId }) => AnomalyId);
const anomalies = (count: number) => Array.from({ length: count }, (_, i) => cloudAnomaly({ AnomalyId: `a${i}` }));

async function refused(operation: string, input: object) {
  const { status, answer } = await postJson(cloud.url, `AWSInsightsIndexService.${operation}`, JSON.stringify(input));
  expect(status).toBe(400);
  return answer;
}

test('Cost Anomaly Detection is off at first: nothing was found', async () => {
  expect((await ask()).Anomalies).toEqual([]);
});

test('anomalies come as they were set', async () => {
  cloud.setAnomalies([cloudAnomaly()]);
  expect((await ask()).Anomalies).toEqual([cloudAnomaly()]);
});

test.each([
  ['ends on the first day asked for', '2026-11-16', '2026-11-20', true],
  ['ends on the last day asked for', '2026-11-14', '2026-11-16', true],
  ['ends before', '2026-11-17', '2026-11-20', false],
  ['ends after, though it began within', '2026-11-10', '2026-11-15', false],
])('an anomaly that %s', async (_, StartDate, EndDate, isFound) => {
  cloud.setAnomalies([cloudAnomaly()]);
  expect(await idsOf({ DateInterval: { StartDate, EndDate } })).toHaveLength(isFound ? 1 : 0);
});

test('one without a last day runs until today, as does an interval without an end', async () => {
  const { AnomalyEndDate: _, ...running } = cloudAnomaly();
  cloud.setAnomalies([running]);
  expect(await idsOf({ DateInterval: { StartDate: '2026-12-04' } })).toHaveLength(1);
  expect(await idsOf({ DateInterval: { StartDate: '2026-11-01', EndDate: '2026-12-03' } })).toEqual([]);
});

test('pages are as long as asked, and each anomaly comes once', async () => {
  cloud.setAnomalies(anomalies(5));
  const sizes: number[] = [];
  const seen = new Set<string>();
  let NextPageToken: string | undefined;
  do {
    const page = await ask({ MaxResults: 2, NextPageToken });
    sizes.push(page.Anomalies?.length ?? 0);
    for (const { AnomalyId } of page.Anomalies ?? []) seen.add(String(AnomalyId));
    NextPageToken = page.NextPageToken;
  } while (NextPageToken);
  expect([sizes, seen.size]).toEqual([[2, 2, 1], 5]);
});

test('a page holds a hundred where no size was asked', async () => {
  cloud.setAnomalies(anomalies(101));
  expect(await idsOf()).toHaveLength(100);
});

test('feedback is kept, replaces what was said before, and narrows what is asked', async () => {
  cloud.setAnomalies(anomalies(2));
  for (const Feedback of ['YES', 'PLANNED_ACTIVITY'] as const)
    expect((await client.send(new ProvideAnomalyFeedbackCommand({ AnomalyId: 'a1', Feedback }))).AnomalyId).toBe('a1');
  expect((await ask()).Anomalies?.map(({ Feedback }) => Feedback)).toEqual([undefined, 'PLANNED_ACTIVITY']);
  expect(await idsOf({ Feedback: 'PLANNED_ACTIVITY' })).toEqual(['a1']);
  expect(await idsOf({ MonitorArn: 'arn:aws:ce::1:anomalymonitor/other' })).toEqual([]);
});

test('a member account sees what is its own alone', async () => {
  cloud.setAnomalies([cloudAnomaly()]);
  const seenBy = async (account: string) => {
    const member = clientOf(cloud.url, await keyIn(account));
    return (await member.send(new GetAnomaliesCommand({ DateInterval }))).Anomalies?.length;
  };
  expect([await seenBy('444455556666'), await seenBy('222233334444')]).toEqual([1, 0]);
});

/** The access key of a role that was assumed in an account. */
async function keyIn(account: string): Promise<string> {
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: signature('sts') },
    body: new URLSearchParams({
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: `arn:aws:iam::${account}:role/billhook`,
      RoleSessionName: 'billhook',
    }).toString(),
  });
  return /<AccessKeyId>(\w+)</.exec(await response.text())?.[1] ?? '';
}

describe('GetAnomalies refuses as a ValidationException', () => {
  const interval = (StartDate: unknown, EndDate?: unknown) => ({ DateInterval: { StartDate, EndDate } });

  test.each([
    ['no interval', {}, /dateInterval.*must not be null/],
    ['an interval without a start', interval(undefined, '2026-12-01'), /dateInterval\.startDate.*must not be null/],
    ['an end before the start', interval('2026-11-02', '2026-11-01'), /not be after end date/],
    ['a start after today', interval('2026-12-05', '2026-12-06'), /no later than the current date/],
    ['a start 91 days back', interval('2026-09-04', '2026-12-04'), /90 days/],
    ['a date in another form', interval('1 Nov 2026'), /regular expression pattern/],
    ['a day that is not in the calendar', interval('2026-11-31'), /dateInterval\.startDate.*valid date/],
    ['an unknown feedback', { DateInterval, Feedback: 'MAYBE' }, /enum value set: \[YES, NO, PLANNED_ACTIVITY\]/],
    ['a page of nothing', { DateInterval, MaxResults: 0 }, /greater than or equal to 1/],
    ['a filter by impact', { DateInterval, TotalImpact: { NumericOperator: 'EQUAL', StartValue: 1 } }, /not simulated/],
  ])('%s', async (_, input, message) => {
    expect(await refused('GetAnomalies', input)).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  test('but an end on the start’s day, and a start 90 days back, are fine', async () => {
    expect(await idsOf(interval('2026-12-04', '2026-12-04'))).toEqual([]);
    expect(await idsOf(interval('2026-09-05', '2026-12-04'))).toEqual([]);
  });
});

test('a token of another request, or of none, is an InvalidNextTokenException', async () => {
  cloud.setAnomalies(anomalies(3));
  const { NextPageToken } = await ask({ MaxResults: 1 });
  for (const input of [{ NextPageToken, MaxResults: 2 }, { NextPageToken: 'nonsense' }])
    expect(await refused('GetAnomalies', { DateInterval, ...input })).toMatchObject({
      __type: 'InvalidNextTokenException',
    });
});

test.each([
  ['an anomaly nobody knows', { AnomalyId: 'a9', Feedback: 'NO' }, /a9 does not exist/],
  ['no anomaly', { Feedback: 'NO' }, /anomalyId.*must not be null/],
  ['no feedback', { AnomalyId: 'a0' }, /feedback.*must not be null/],
  ['an unknown feedback', { AnomalyId: 'a0', Feedback: 'no' }, /enum value set/],
])('feedback with %s is refused', async (_, input, message) => {
  cloud.setAnomalies(anomalies(1));
  expect(await refused('ProvideAnomalyFeedback', input)).toMatchObject({
    __type: 'ValidationException',
    message: expect.stringMatching(message),
  });
});

test('both may be denied', async () => {
  cloud.setAnomalies(anomalies(1));
  for (const action of ['ce:GetAnomalies', 'ce:ProvideAnomalyFeedback']) cloud.deny(action);
  await expect(ask()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const answer = client.send(new ProvideAnomalyFeedbackCommand({ AnomalyId: 'a0', Feedback: 'NO' }));
  await expect(answer).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test.each<[string, CloudAnomaly[]]>([
  ['two of one id', [cloudAnomaly(), cloudAnomaly()]],
  ['an end before the start', [cloudAnomaly({ AnomalyEndDate: '2026-11-12' })]],
  ['eleven root causes', [cloudAnomaly({ RootCauses: Array(11).fill({ Service: 'AWS Lambda' }) })]],
  [
    'a percentage of nothing',
    [cloudAnomaly({ Impact: { MaxImpact: 1, TotalExpectedSpend: 0, TotalImpactPercentage: 9 } })],
  ],
])('what AWS would not answer cannot be set: %s', (_, wrong) => {
  expect(() => cloud.setAnomalies(wrong)).toThrow(RangeError);
});
