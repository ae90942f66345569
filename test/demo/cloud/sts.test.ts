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
    ['what is no role', { RoleArn: 'arn:aws:iam::444455556666:user/billhook' }, 400, 'ValidationError'],
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

describe('AssumeRole holds its input to AWS’s model', () => {
  const assumeWith = (change: Record<string, string>) =>
    sts({ Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'billhook', ...change });
  const wrong = (value: string, member: string, constraint: string) =>
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

  test.each<[Record<string, string>]>([
    [{ DurationSeconds: '900' }],
    [{ DurationSeconds: '43200' }],
    [{ ExternalId: 'ab' }],
    [{ ExternalId: `arn:aws/x=+@,.-_${'x'.repeat(1_208)}` }],
    [{ RoleSessionName: 'ab' }],
    [{ RoleSessionName: 'x'.repeat(64) }],
  ])('takes %o', async (change) => {
    expect(await assumeWith(change)).toMatchObject({ status: 200 });
  });

  test.each([
    ['DurationSeconds', '10', 'durationSeconds', 'have value greater than or equal to 900'],
    ['DurationSeconds', '899', 'durationSeconds', 'have value greater than or equal to 900'],
    ['DurationSeconds', '43201', 'durationSeconds', 'have value less than or equal to 43200'],
    ['ExternalId', 'a', 'externalId', 'have length greater than or equal to 2'],
    ['ExternalId', 'x'.repeat(1_225), 'externalId', 'have length less than or equal to 1224'],
    ['ExternalId', 'a b', 'externalId', 'satisfy regular expression pattern: [\\w+=,.@:\\/-]*'],
    ['RoleSessionName', 'a', 'roleSessionName', 'have length greater than or equal to 2'],
    ['RoleSessionName', 'x'.repeat(65), 'roleSessionName', 'have length less than or equal to 64'],
    ['RoleSessionName', 'bill hook', 'roleSessionName', 'satisfy regular expression pattern: [\\w+=,.@-]*'],
    ['RoleArn', 'arn', 'roleArn', 'have length greater than or equal to 20'],
    ['SourceIdentity', 'a', 'sourceIdentity', 'have length greater than or equal to 2'],
    ['SerialNumber', 'short', 'serialNumber', 'have length greater than or equal to 9'],
    ['TokenCode', '12345', 'tokenCode', 'have length greater than or equal to 6'],
    ['TokenCode', 'sixsix', 'tokenCode', 'satisfy regular expression pattern: [\\d]*'],
    ['PolicyArns.member.1.arn', 'arn', 'policyArns.1.member.arn', 'have length greater than or equal to 20'],
    ['TransitiveTagKeys.member.1', 'a?', 'transitiveTagKeys.1.member', 'satisfy regular expression pattern: [\\p{L}'],
  ])('refuses %s %s', async (parameter, value, at, constraint) => {
    const { status, xml } = await assumeWith({ [parameter]: value });
    expect(status).toBe(400);
    expect(member(xml, 'Code')).toBe('ValidationError');
    expect(member(xml, 'Message')).toContain(wrong(value, at, constraint));
  });

  test('a role that is missing is null, and every breach is told at once', async () => {
    const { xml } = await sts({ Action: 'AssumeRole', RoleSessionName: 'a', DurationSeconds: '1' });
    const message = member(xml, 'Message');
    expect(message).toMatch(/^3 validation errors detected: /);
    expect(message).toContain("Value null at 'roleArn' failed to satisfy constraint: Member must not be null");
    expect(message).toContain("Value 'a' at 'roleSessionName'");
    expect(message).toContain("Value '1' at 'durationSeconds'");
  });

  test('more tags than fifty are too many', async () => {
    const tags = Array.from({ length: 51 }, (_, i) => [`TransitiveTagKeys.member.${i + 1}`, `key${i}`] as const);
    const { xml } = await assumeWith(Object.fromEntries(tags));
    expect(member(xml, 'Message')).toContain('have length less than or equal to 50');
  });

  test.each([
    ['Policy', '{}'],
    ['SourceIdentity', 'somebody'],
    ['TokenCode', '123456'],
    ['PolicyArns.member.1.arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ])('refuses %s, which would change what the role may do, as not simulated', async (parameter, value) => {
    const { xml } = await assumeWith({ [parameter]: value });
    expect(member(xml, 'Code')).toBe('ValidationError');
    expect(member(xml, 'Message')).toContain('is not simulated');
  });

  test('a role that assumes another has an hour at most', async () => {
    const chained = (DurationSeconds: string, key: string) =>
      sts({ Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'billhook', DurationSeconds }, key);
    const key = await assume(ROLE);
    expect(await chained('3600', key)).toMatchObject({ status: 200 });
    const { status, xml } = await chained('3601', key);
    expect(status).toBe(400);
    expect(member(xml, 'Message')).toBe(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  });
});
