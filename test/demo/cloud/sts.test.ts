import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../src/demo/cloud/index.ts';
import { clientOf, cloudAt, postJson, signature } from './sample.ts';

let cloud: Cloud;

beforeEach(async () => {
  cloud = await cloudAt();
});
afterEach(() => cloud.close());

const ROLE = 'arn:aws:iam::444455556666:role/billhook-read';

async function sts(form: Record<string, string>, accessKey = 'key') {
  const response = await fetch(cloud.url, {
    method: 'POST',
    headers: { authorization: signature('sts', accessKey) },
    body: new URLSearchParams({ Version: '2011-06-15', ...form }),
  });
  return { status: response.status, xml: await response.text() };
}

function member(xml: string, name: string): string {
  return new RegExp(`<${name}>(.*?)</${name}>`).exec(xml)?.[1] ?? '';
}

async function assume(RoleArn: string): Promise<string> {
  const { xml } = await sts({ Action: 'AssumeRole', RoleArn, RoleSessionName: 'billhook' });
  return member(xml, 'AccessKeyId');
}

test('the own credentials belong to a user of the payer account', async () => {
  const { status, xml } = await sts({ Action: 'GetCallerIdentity' });
  expect(status).toBe(200);
  expect(member(xml, 'Account')).toBe('111111111111');
  expect(member(xml, 'Arn')).toBe('arn:aws:iam::111111111111:user/billhook');
});

test('an assumed role has credentials of its own that are its account’s', async () => {
  const { status, xml } = await sts({ Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'billhook' });
  expect(status).toBe(200);
  expect(Date.parse(member(xml, 'Expiration'))).toBeGreaterThan(Date.now());
  expect(member(xml, 'SecretAccessKey')).not.toBe('');
  expect(member(xml, 'SessionToken')).not.toBe('');
  const identity = await sts({ Action: 'GetCallerIdentity' }, member(xml, 'AccessKeyId'));
  expect(member(identity.xml, 'Account')).toBe('444455556666');
  expect(member(identity.xml, 'Arn')).toBe('arn:aws:sts::444455556666:assumed-role/billhook-read/billhook');
});

test('a role of a member account sees the costs and the log groups of that account alone', async () => {
  const key = await assume(ROLE);
  const answer = await clientOf(cloud.url, key).send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: '2026-11-01', End: '2026-11-03' },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      GroupBy: [{ Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' }],
    }),
  );
  const keys = new Set(answer.ResultsByTime?.flatMap(({ Groups }) => Groups?.flatMap(({ Keys }) => Keys)));
  expect(keys).toEqual(new Set(['444455556666']));
  const headers = { authorization: signature('logs', key) };
  const groups = JSON.stringify(await postJson(cloud.url, 'Logs_20140328.DescribeLogGroups', '{}', headers));
  expect(groups).toContain('/aws/lambda/orders-poller');
  expect(groups).not.toContain('/aws/lambda/auth-token');
});

describe('refuses', () => {
  test.each([
    ['an account outside the organisation', { RoleArn: ROLE.replace('4444', '9999') }, 403, 'AccessDenied'],
    ['what is no role', { RoleArn: 'billhook-read' }, 400, 'ValidationError'],
    ['no role at all', {}, 400, 'ValidationError'],
    ['a session name with blanks', { RoleArn: ROLE, RoleSessionName: 'bill hook' }, 400, 'ValidationError'],
    ['an action it does not know', { Action: 'GetSessionToken' }, 400, 'InvalidAction'],
  ])('%s', async (_, form, status, code) => {
    const reply = await sts({ Action: 'AssumeRole', RoleSessionName: 'billhook', ...form });
    expect(reply.status).toBe(status);
    expect(member(reply.xml, 'Code')).toBe(code);
  });

  test('a role that may not be assumed, in XML', async () => {
    cloud.deny('sts:AssumeRole');
    const { status, xml } = await sts({ Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'billhook' });
    expect(status).toBe(403);
    expect(member(xml, 'Code')).toBe('AccessDenied');
    expect(member(xml, 'Message')).toContain('is not authorized to perform: sts:AssumeRole');
  });

  test('a request without a signature', async () => {
    const response = await fetch(cloud.url, {
      method: 'POST',
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    });
    expect(response.status).toBe(403);
    expect(member(await response.text(), 'Code')).toBe('MissingAuthenticationToken');
  });
});
