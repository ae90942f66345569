import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFunctions } from '../../src/aws/functions.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { LogTarget } from '../../src/usecases/ports.ts';
import { answeringAws, type Call, Refusal } from './scripted.ts';

const START = Date.parse('2026-11-17T12:00:00Z');
const DENIED = new Refusal('AccessDeniedException', 'User: billhook is not authorized', 403);
const MISSING = new Refusal('ResourceNotFoundException', 'not found', 404);
const SECRET = 'hunter2-in-the-clear';
const LIST = 'GET /2015-03-31/functions';
const GROUPS = 'DescribeLogGroups';

type Answers = Readonly<Record<string, object | string | ((call: Call) => object | string)>>;

/** Functions of one Region, unless told otherwise, over scripted answers; `clock.ms` is the time. */
async function scripted(answers: Answers, regions = ['us-east-1']) {
  const { calls, clients } = await answeringAws((call) => {
    const answer = answers[call.operation.replace(/\/$/, '')] ?? {};
    return typeof answer === 'function' ? answer(call) : answer;
  });
  const clock = { ms: START };
  const functions = createFunctions(
    clients,
    { regions, accountRole: undefined, accounts: async () => [] },
    { salt: async () => 'salt', now: () => new Date(clock.ms) },
  );
  return { calls, functions, clock };
}

const groups = (...names: string[]) => ({ logGroups: names.map((logGroupName) => ({ logGroupName })) });
const list = (...names: string[]) => ({ Functions: names.map((FunctionName) => ({ FunctionName })) });
const target = (name: string, more: Partial<LogTarget> = {}): LogTarget => ({
  name,
  group: `/aws/lambda/${name}`,
  kind: 'function',
  account: undefined,
  region: 'us-east-1',
  ...more,
});

describe('the list', () => {
  test('has functions with their own groups, replicas of the edge, and groups whose function is gone', async () => {
    const { functions, calls } = await scripted({
      [LIST]: ({ input }: Call) =>
        input.Marker
          ? { Functions: [{ FunctionName: 'worker', LoggingConfig: { LogGroup: '/shop/shared' } }] }
          : { ...list('poller'), NextMarker: 'm' },
      [GROUPS]: ({ input }: Call) =>
        input.nextToken
          ? groups('/aws/lambda/us-east-1.viewer')
          : { ...groups('/aws/lambda/old', '/aws/lambda/poller'), nextToken: 'n' },
    });
    const { targets, missing, at } = await functions.inventory();
    expect(targets).toEqual([
      target('poller'),
      target('worker', { group: '/shop/shared' }),
      target('/aws/lambda/old', { group: '/aws/lambda/old', kind: 'group' }),
      target('viewer', { group: '/aws/lambda/us-east-1.viewer', kind: 'edge' }),
    ]);
    expect({ missing, at }).toEqual({ missing: [], at: new Date(START) });
    expect(calls).toHaveLength(4);
  });

  test('without lambda:ListFunctions the groups stand for the functions, and that is said with the mend', async () => {
    const { functions } = await scripted({ [LIST]: DENIED, [GROUPS]: groups('/aws/lambda/poller') });
    const { targets, missing } = await functions.inventory();
    expect(targets).toEqual([target('poller')]);
    expect(missing).toEqual([
      {
        place: { account: undefined, region: 'us-east-1' },
        reason: expect.stringMatching(/Add lambda:ListFunctions to the bot's IAM policy/),
      },
    ]);
  });

  test('one Region’s refusal is said, and the others are listed', async () => {
    const { functions } = await scripted(
      {
        [LIST]: ({ region }: Call) => (region === 'eu-west-1' ? DENIED : list(`in-${region}`)),
        [GROUPS]: ({ region }: Call) => (region === 'eu-west-1' ? DENIED : groups()),
      },
      ['us-east-1', 'eu-west-1', 'us-west-2'],
    );
    const { targets, missing } = await functions.inventory();
    expect(targets.map(({ name }) => name)).toEqual(['in-us-east-1', 'in-us-west-2']);
    expect(missing.map(({ place, reason }) => [place.region, /Add ([\w:]+)/.exec(reason)?.[1]])).toEqual([
      ['eu-west-1', 'lambda:ListFunctions'],
      ['eu-west-1', 'logs:DescribeLogGroups'],
    ]);
  });

  test('is kept for an hour; then the old one serves while it is read anew', async () => {
    let names = ['a'];
    const { functions, calls, clock } = await scripted({ [LIST]: () => list(...names) });
    const named = async (fresh?: boolean) => (await functions.inventory(fresh)).targets.map(({ name }) => name);
    const [one, two] = await Promise.all([named(), named()]);
    expect([one, two, calls.length]).toEqual([['a'], ['a'], 2]);
    names = ['a', 'b'];
    clock.ms += 59 * 60_000;
    expect(await named()).toEqual(['a']);
    expect(calls).toHaveLength(2);
    clock.ms += 2 * 60_000;
    expect(await named()).toEqual(['a']);
    await expect.poll(() => named()).toEqual(['a', 'b']);
    expect(calls).toHaveLength(4);
  });

  test('is read anew on demand where it is older than a minute', async () => {
    const { functions, calls, clock } = await scripted({ [LIST]: list('a') });
    await functions.inventory();
    clock.ms += 60_000;
    await functions.inventory(true);
    expect(calls).toHaveLength(2);
    clock.ms += 1;
    await Promise.all([functions.inventory(true), functions.inventory(true)]);
    expect(calls).toHaveLength(4);
  });

  test('what a place told before stays where it cannot be asked now', async () => {
    let answer: object = list('a');
    const { functions, clock } = await scripted({
      [LIST]: () => answer,
      [GROUPS]: groups('/aws/lambda/a', '/aws/lambda/b'),
    });
    const before = await functions.inventory();
    answer = DENIED;
    clock.ms += 3_600_001;
    const after = await functions.inventory(true);
    expect(after.targets.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'function'],
      ['b', 'function'],
    ]);
    expect(before.missing).toEqual([]);
    expect(after.missing).toHaveLength(1);
  });
});

const CONFIGURED = {
  FunctionName: 'bridge',
  LastModified: '2026-11-17T08:38:11.000+0000',
  MemorySize: 256,
  Timeout: 30,
  CodeSha256: 'abc=',
  Role: 'arn:aws:iam::444455556666:role/bridge',
  State: 'Active',
  LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' },
  Environment: { Variables: { API_KEY: SECRET, OLD_KEY: SECRET, MODE: 'fast' } },
};
const CONFIGURATION = 'GET /2015-03-31/functions/bridge/configuration';
const CONCURRENCY = 'GET /2019-09-30/functions/bridge/concurrency';

describe('a configuration', () => {
  test('has names and salted hashes of environment variables, and no value', async () => {
    const { functions } = await scripted({
      [CONFIGURATION]: CONFIGURED,
      [CONCURRENCY]: { ReservedConcurrentExecutions: 0 },
    });
    const configuration = await functions.configuration(target('bridge'));
    expect(configuration).toMatchObject({
      lastModified: new Date('2026-11-17T08:38:11Z'),
      memoryMb: 256,
      timeoutSeconds: 30,
      logLevel: 'WARN',
      codeHash: 'abc=',
      role: 'arn:aws:iam::444455556666:role/bridge',
      reservedConcurrency: 0,
      state: 'Active',
    });
    const hashes = configuration?.environment ?? new Map();
    expect([...hashes.keys()]).toEqual(['API_KEY', 'OLD_KEY', 'MODE']);
    expect(hashes.get('API_KEY')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes.get('API_KEY')).toBe(hashes.get('OLD_KEY'));
    expect(hashes.get('API_KEY')).not.toBe(hashes.get('MODE'));
    expect(inspect(configuration, { depth: 9 })).not.toContain(SECRET);
  });

  test('of a function that is gone, or of a group alone, is undefined', async () => {
    const { functions } = await scripted({ [CONFIGURATION]: MISSING, [CONCURRENCY]: MISSING });
    expect(await functions.configuration(target('bridge'))).toBeUndefined();
    expect(await functions.configuration(target('/aws/lambda/x', { kind: 'group' }))).toBeUndefined();
  });

  test('of an edge replica is asked where the function lives', async () => {
    const { functions, calls } = await scripted({ [CONFIGURATION]: CONFIGURED });
    await functions.configuration(target('bridge', { kind: 'edge', region: 'eu-west-1' }));
    expect(calls.map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1']);
  });

  test.each([
    ['is not allowed', DENIED, /Add lambda:GetFunctionConfiguration/],
    ['has an answer that cannot be read', `{"Environment":{"Variables":{"K":"${SECRET}"`, /could not be read/],
    ['has an answer that is no JSON', `${SECRET}`, /could not be read/],
  ])('that %s fails in words that carry no value', async (_, answer, words) => {
    const { functions } = await scripted({ [CONFIGURATION]: answer });
    const thrown: unknown = await functions.configuration(target('bridge')).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserError);
    expect(thrown).not.toHaveProperty('cause');
    expect(String(thrown)).toMatch(words);
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain('hunter');
  });
});

describe('snapshots', () => {
  test('come from the list of every Region, and a refusal is thrown at the end', async () => {
    const { functions } = await scripted(
      { [LIST]: ({ region }: Call) => (region === 'us-east-1' ? DENIED : { Functions: [CONFIGURED] }) },
      ['us-east-1', 'eu-west-1'],
    );
    const seen: string[] = [];
    const walk = async () => {
      for await (const { target: of, configuration } of functions.snapshots())
        seen.push(`${of.name} ${of.region} ${[...configuration.environment.keys()]}`);
    };
    await expect(walk()).rejects.toThrow(/Not every function.*us-east-1: AWS denies lambda:ListFunctions/);
    expect(seen).toEqual(['bridge eu-west-1 API_KEY,OLD_KEY,MODE']);
  });

  test('of a list that cannot be read carry no value in their failure', async () => {
    const { functions } = await scripted({ [LIST]: `{"Functions":[{"Environment":{"Variables":{"K":"${SECRET}"` });
    const thrown: unknown = await functions
      .snapshots()
      [Symbol.asyncIterator]()
      .next()
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserError);
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain('hunter');
    const { missing } = await functions.inventory();
    expect(inspect(missing)).not.toContain('hunter');
  });
});

const MAPPINGS = 'GET /2015-03-31/event-source-mappings';
const POLICY = 'GET /2015-03-31/functions/bridge/policy';
const policy = (...arns: string[]) => ({
  Policy: JSON.stringify({
    Statement: arns.map((arn) => ({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnLike: { 'AWS:SourceArn': arn } },
    })),
  }),
});

describe('triggers', () => {
  test('are mappings with their state, and schedules whose state is not known', async () => {
    const { functions } = await scripted({
      [MAPPINGS]: ({ input }: Call) =>
        input.Marker
          ? {
              EventSourceMappings: [
                {
                  EventSourceArn: 'arn:aws:dynamodb:us-east-1:444455556666:table/orders/stream/2026',
                  State: 'Enabled',
                },
              ],
            }
          : {
              EventSourceMappings: [
                { EventSourceArn: 'arn:aws:sqs:us-east-1:444455556666:bridge-inbox', State: 'Disabled' },
                { EventSourceArn: 'arn:aws:kinesis:us-east-1:444455556666:stream/clicks', State: 'Enabling' },
              ],
              NextMarker: 'm',
            },
      [POLICY]: policy('arn:aws:events:us-east-1:444455556666:rule/every-minute', 'arn:aws:s3:::uploads'),
    });
    expect(await functions.triggers(target('bridge'))).toEqual([
      { what: 'queue bridge-inbox', enabled: false },
      { what: 'stream clicks', enabled: true },
      { what: 'stream of table orders', enabled: true },
      { what: 'schedule every-minute', enabled: undefined },
    ]);
  });

  test('without a policy there are no schedules; where it may not be read that is one of the things not known', async () => {
    const none = await scripted({ [MAPPINGS]: {}, [POLICY]: MISSING });
    expect(await none.functions.triggers(target('bridge'))).toEqual([]);
    const denied = await scripted({ [MAPPINGS]: {}, [POLICY]: DENIED });
    expect(await denied.functions.triggers(target('bridge'))).toEqual([
      { what: 'schedules (needs lambda:GetPolicy)', enabled: undefined },
    ]);
  });

  test('without lambda:ListEventSourceMappings the mend is said', async () => {
    const { functions } = await scripted({ [MAPPINGS]: DENIED, [POLICY]: MISSING });
    await expect(functions.triggers(target('bridge'))).rejects.toThrow(/Add lambda:ListEventSourceMappings/);
  });
});
