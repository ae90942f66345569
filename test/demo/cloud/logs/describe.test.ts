import { expect, test } from 'vitest';
import { ask, eventsOf, HOUR, MINUTE, NOW, refusalOf, TEXT_GROUP, walk } from './sample.ts';

const ACCOUNT = '111111111111';
const ARN = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:`;

function groups(input: object = {}, account: string | undefined = ACCOUNT) {
  return ask('DescribeLogGroups', input, { account, region: 'us-east-1' });
}

test('groups come in ASCII order, each with its class, retention and both ARNs', () => {
  const answer = groups();
  expect(answer).toMatchObject({
    logGroups: [
      { logGroupName: '/archive/access-audit', logGroupClass: 'INFREQUENT_ACCESS' },
      { logGroupName: '/aws/lambda/api' },
      {
        logGroupName: TEXT_GROUP,
        logGroupClass: 'STANDARD',
        retentionInDays: 14,
        arn: `${ARN}${TEXT_GROUP}:*`,
        logGroupArn: `${ARN}${TEXT_GROUP}`,
      },
      { logGroupName: '/platform/deployments' },
      { logGroupName: '/shop/shared' },
    ],
  });
  expect(answer).not.toHaveProperty('nextToken');
});

test('an account sees its own groups, in the Region it asks', () => {
  const elsewhere = ask('DescribeLogGroups', {}, { account: '222222222222', region: 'eu-west-1' });
  expect(elsewhere).toMatchObject({ logGroups: [{ logGroupName: '/aws/lambda/far' }] });
  expect(ask('DescribeLogGroups', {}, { account: '222222222222', region: 'us-east-1' })).toEqual({ logGroups: [] });
});

test.each([
  [{ logGroupNamePrefix: '/aws/' }, ['/aws/lambda/api', TEXT_GROUP]],
  [{ logGroupNamePattern: 'poll' }, [TEXT_GROUP]],
  [{ logGroupNamePattern: 'Poll' }, []],
  [{ logGroupClass: 'INFREQUENT_ACCESS' }, ['/archive/access-audit']],
  [{ logGroupClass: 'DELIVERY' }, []],
])('groups by %j', (input, names) => {
  expect(groups(input)).toMatchObject({ logGroups: names.map((logGroupName) => ({ logGroupName })) });
});

test('a search by pattern returns three members a group and no more', () => {
  expect(groups({ logGroupNamePattern: 'poll' })).toEqual({
    logGroups: [{ logGroupName: TEXT_GROUP, creationTime: expect.any(Number), arn: `${ARN}${TEXT_GROUP}:*` }],
  });
});

test('pages of groups follow one another to the end', () => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page: { logGroups?: { logGroupName: string }[]; nextToken?: string } = groups({ limit: 2, nextToken: token });
    names.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName));
    token = page.nextToken;
  } while (token);
  expect(names).toHaveLength(5);
  expect(names).toEqual(names.toSorted());
});

function newestStream(now: number): { logStreamName?: string; lastEventTimestamp?: number } | undefined {
  const input = { logGroupName: TEXT_GROUP, orderBy: 'LastEventTime', descending: true, limit: 1 };
  const answer: { logStreams?: object[] } = ask('DescribeLogStreams', input, { now: () => new Date(now) });
  return answer.logStreams?.[0];
}

test('streams by the time of their newest event begin with the one that is written to', () => {
  const [newest] = eventsOf(walk({ startTime: NOW - 10 * MINUTE }));
  expect(newestStream(NOW)).toMatchObject({ logStreamName: newest?.logStreamName, storedBytes: 0 });
});

test('what is said of the newest event of a stream is up to an hour old, and missing in a young stream', () => {
  const hour = NOW - 30 * MINUTE;
  expect(newestStream(NOW)).not.toHaveProperty('lastEventTimestamp');
  const { lastEventTimestamp = 0 } = newestStream(NOW + 2 * HOUR) ?? {};
  expect(lastEventTimestamp).toBeLessThan(hour + 2 * HOUR);
  expect(lastEventTimestamp).toBeGreaterThan(hour + 2 * HOUR - 2 * MINUTE);
});

test('the newest end of a stream that AWS gives is the timestamp of an event in it', () => {
  const answer: { logStreams?: Record<string, string | number>[] } = ask('DescribeLogStreams', {
    logGroupName: TEXT_GROUP,
    logStreamNamePrefix: '2026/11/16/',
  });
  expect(answer.logStreams).toHaveLength(8);
  for (const { logStreamName, firstEventTimestamp, lastEventTimestamp } of answer.logStreams ?? []) {
    const times = eventsOf(walk({ logStreamNames: [logStreamName], startTime: NOW - 40 * HOUR })).map(
      (e) => e.timestamp,
    );
    expect([times[0], times.at(-1)]).toEqual([firstEventTimestamp, lastEventTimestamp]);
  }
});

test.each<[string, string, object, string]>([
  [
    'DescribeLogGroups',
    'prefix and pattern together',
    { logGroupNamePrefix: 'a', logGroupNamePattern: 'a' },
    'InvalidParameterException: ',
  ],
  ['DescribeLogGroups', 'a limit above 50', { limit: 51 }, 'Member must have value less than or equal to 50'],
  [
    'DescribeLogGroups',
    'an unknown class',
    { logGroupClass: 'COLD' },
    'Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]',
  ],
  [
    'DescribeLogGroups',
    'an empty prefix',
    { logGroupNamePrefix: '' },
    'Member must have length greater than or equal to 1',
  ],
  ['DescribeLogGroups', 'linked accounts', { includeLinkedAccounts: true }, 'includeLinkedAccounts is not simulated'],
  ['DescribeLogGroups', 'a token of nobody', { nextToken: 'x' }, 'The specified nextToken is invalid.'],
  ['DescribeLogStreams', 'no group', {}, 'InvalidParameterException: You must include either'],
  [
    'DescribeLogStreams',
    'a stranger',
    { logGroupName: '/nobody' },
    'ResourceNotFoundException: The specified log group does not exist.',
  ],
  [
    'DescribeLogStreams',
    'a prefix by time',
    { logGroupName: TEXT_GROUP, logStreamNamePrefix: '2026', orderBy: 'LastEventTime' },
    'Cannot order by LastEventTime with a logStreamNamePrefix.',
  ],
  [
    'DescribeLogStreams',
    'an unknown order',
    { logGroupName: TEXT_GROUP, orderBy: 'Size' },
    'Member must satisfy enum value set',
  ],
  [
    'DescribeLogStreams',
    'a limit above 50',
    { logGroupName: TEXT_GROUP, limit: 51 },
    'Member must have value less than or equal to 50',
  ],
  ['StartQuery', 'an operation that is not simulated', {}, 'UnknownOperationException: '],
])('%s refuses %s', (operation, _, input, words) => {
  expect(refusalOf(() => ask(operation, input))).toContain(words);
});
