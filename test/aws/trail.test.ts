import { describe, expect, test } from 'vitest';
import { createChangeSource } from '../../src/aws/trail.ts';
import { changeOf } from '../../src/aws/trail-event.ts';
import type { LogTarget } from '../../src/usecases/ports.ts';
import { answeringAws, type Call, Refusal } from './scripted.ts';
import { simulatedTiming } from './timing.ts';

const at = (time: string) => new Date(`2026-11-17T${time}:00Z`);
const WINDOW = { from: at('06:00'), to: at('12:00') };
const TARGET: LogTarget = {
  name: 'message-bridge',
  group: '/aws/lambda/message-bridge',
  kind: 'function',
  account: '444455556666',
  region: 'us-east-1',
};
const ARN = 'arn:aws:lambda:us-east-1:444455556666:function:message-bridge';

async function scripted(answer: (call: Call, resource: string) => object) {
  const { calls, clients } = await answeringAws((call) => answer(call, resourceOf(call)));
  const timing = simulatedTiming();
  const places = { regions: [], accountRole: undefined, accounts: async () => [] };
  return { calls, timing, source: createChangeSource(clients, places, timing) };
}

function resourceOf({ input }: Call): string {
  return JSON.stringify(input.LookupAttributes)?.match(/"AttributeValue":"([^"]+)"/)?.[1] ?? '';
}

/** An event as LookupEvents gives it, by ana.k in the console unless told otherwise. */
const event = (name: string, time: string, record: object = {}) => ({
  EventId: `${name} ${time}`,
  EventName: name,
  EventTime: at(time).getTime() / 1000,
  Username: 'ana.k',
  CloudTrailEvent: JSON.stringify({
    userIdentity: { type: 'IAMUser', userName: 'ana.k' },
    userAgent: 'AWS Internal',
    sessionCredentialFromConsole: 'true',
    ...record,
  }),
});
const CONFIGURED = 'UpdateFunctionConfiguration20150331v2';

describe('the changes of a function', () => {
  test('are those of it and of its group, the newest first, with who and through what', async () => {
    const { calls, source } = await scripted((_, resource) =>
      resource === TARGET.group
        ? { Events: [event('PutRetentionPolicy', '07:00')] }
        : { Events: [event('GetFunction20150331v2', '09:00'), event(CONFIGURED, '08:38')] },
    );
    expect(await source.changes(TARGET, WINDOW)).toEqual({
      changes: [
        { at: at('08:38'), event: CONFIGURED, actor: 'ana.k', through: 'console' },
        { at: at('07:00'), event: 'PutRetentionPolicy', actor: 'ana.k', through: 'console' },
      ],
      readFrom: WINDOW.from,
    });
    expect(calls.map((call) => resourceOf(call)).sort()).toEqual([TARGET.group, TARGET.name]);
    expect(calls[0]?.input).toMatchObject({ MaxResults: 50, StartTime: WINDOW.from.getTime() / 1000 });
  });

  test('are looked for under its ARN where its name finds none', async () => {
    const { source } = await scripted((_, resource) => ({
      Events: resource === ARN ? [event('UpdateEventSourceMapping20150331', '08:00')] : [],
    }));
    expect(await source.changes(TARGET, WINDOW)).toMatchObject({
      changes: [{ event: 'UpdateEventSourceMapping20150331' }],
    });
  });

  test('are read over pages, past those that only read, two requests a second at most', async () => {
    const times: number[] = [];
    const { source, timing } = await scripted(({ input }, resource) => {
      times.push(timing.now());
      if (resource !== TARGET.name) return { Events: [] };
      const page = Number(input.NextToken ?? 0);
      return page < 3
        ? { Events: [event('ListTags20170331', '11:00')], NextToken: `${page + 1}` }
        : { Events: [event('DeleteFunction20150331', '08:00')] };
    });
    expect(await source.changes(TARGET, WINDOW)).toMatchObject({ changes: [{ event: 'DeleteFunction20150331' }] });
    const gaps = times.slice(2).map((time, i) => time - (times[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test('that could not all be read are not called none', async () => {
    const { source } = await scripted(({ input }, resource) => {
      const page = Number(input.NextToken ?? 0);
      return resource === TARGET.group
        ? { Events: [event('CreateLogStream', `11:${50 - page}`)], NextToken: `${page + 1}` }
        : { Events: resource === TARGET.name ? [event(CONFIGURED, '08:38')] : [] };
    });
    // What was found of the one is told, though the other has too many.
    expect(await source.changes(TARGET, WINDOW)).toMatchObject({
      changes: [{ event: CONFIGURED }],
      readFrom: at('11:41'),
    });
  });

  test('that could not all be read come with when those begin that were', async () => {
    const { source } = await scripted(({ input }, resource) => {
      if (resource === TARGET.group) return { Events: [event('PutRetentionPolicy', '07:00')] };
      const page = Number(input.NextToken ?? 0);
      const read = event('GetFunction20150331v2', `11:${50 - page}`);
      return { Events: page === 2 ? [event(CONFIGURED, '11:48')] : [read], NextToken: `${page + 1}` };
    });
    expect(await source.changes(TARGET, WINDOW)).toMatchObject({
      changes: [{ event: CONFIGURED }, { event: 'PutRetentionPolicy' }],
      readFrom: at('11:41'),
    });
  });

  test('are not known without the permission, and the mend is said', async () => {
    const { source } = await scripted(() => new Refusal('AccessDeniedException', 'not authorized'));
    await expect(source.changes(TARGET, WINDOW)).rejects.toThrow(/Add cloudtrail:LookupEvents to the bot's IAM policy/);
  });
});

const change = (record: object, name = CONFIGURED) =>
  changeOf({ ...event(name, '08:38', record), EventTime: at('08:38') });

describe('an event', () => {
  test.each([
    'UpdateFunctionCode20150331v2',
    'UpdateFunctionConfiguration20150331v2',
    'CreateEventSourceMapping20150331',
    'DeleteEventSourceMapping20150331',
    'PutFunctionConcurrency20171031',
    'DeleteFunctionConcurrency20171031',
    'RemovePermission20150331v2',
    'AddPermission20150331v2',
    'CreateFunction20150331',
    'DeleteLogGroup',
    'PutRetentionPolicy',
  ])('%s is a change', (name) => {
    expect(change({}, name)).toMatchObject({ event: name });
  });

  test.each(['GetFunction20150331v2', 'Invoke', 'ListTags20170331', 'CreateLogStream', 'GetPolicy20150331v2'])(
    '%s is none',
    (name) => {
      expect(change({}, name)).toBeUndefined();
    },
  );

  test('of another service is none, whatever its name', () => {
    const alias = { ...event('CreateAlias', '08:38'), EventTime: at('08:38') };
    expect(changeOf({ ...alias, EventSource: 'kms.amazonaws.com' })).toBeUndefined();
    expect(changeOf({ ...alias, EventSource: 'lambda.amazonaws.com' })).toBeDefined();
  });

  test('that AWS refused changed nothing', () => {
    expect(change({ errorCode: 'AccessDenied' })).toBeUndefined();
  });

  const assumed = (session: string) => ({
    type: 'AssumedRole',
    arn: `arn:aws:sts::444455556666:assumed-role/deployer/${session}`,
  });
  test.each([
    ['a session that someone named', assumed('ana.k@example.com'), 'ana.k'],
    ['a session that a machine named', assumed('run-8123'), 'run-8123'],
    ['a session without a name of its own', assumed('botocore-session-1699999999'), 'deployer'],
    ['a user', { type: 'IAMUser', userName: 'li.wei' }, 'li.wei'],
    ['the root user', { type: 'Root', arn: 'arn:aws:iam::444455556666:root' }, 'the root user'],
    ['a service', { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }, 'ana.k'],
  ])('is by %s', (_, userIdentity, actor) => {
    expect(change({ userIdentity })).toMatchObject({ actor });
  });

  const agent = (userAgent: string | undefined, more: object = {}) => ({
    userAgent,
    sessionCredentialFromConsole: undefined,
    ...more,
  });
  test.each<[string | undefined, object]>([
    ['CloudFormation', agent('cloudformation.amazonaws.com')],
    ['CloudFormation', agent('AWS Internal', { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } })],
    ['Terraform', agent('APN/1.0 HashiCorp/1.0 Terraform/1.9.5 terraform-provider-aws/5.60 aws-sdk-go-v2/1.30')],
    ['AWS CLI', agent('aws-cli/2.17.0 md/awscrt#0.20 os/linux#6.1 lang/python#3.11 cfg/retry-mode#standard')],
    ['boto3', agent('Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0 os/linux')],
    ['console', agent('Mozilla/5.0 (X11; Linux x86_64)', { sessionCredentialFromConsole: 'true' })],
    ['console', agent('console.amazonaws.com')],
    ['aws-sdk-js', agent('aws-sdk-js/3.600 os/linux')],
    ['S3Console', agent('[S3Console/0.4, aws-internal/3]')],
    [undefined, agent(undefined)],
  ])('comes through %s', (through, record) => {
    expect(change(record)?.through).toBe(through);
  });

  test('whose record cannot be read is told without it', () => {
    const broken = { EventName: CONFIGURED, EventTime: at('08:38'), Username: 'ana.k', CloudTrailEvent: '{' };
    expect(changeOf(broken)).toEqual({ at: at('08:38'), event: CONFIGURED, actor: 'ana.k', through: undefined });
  });
});
