import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import type { Allowance } from '../../src/domain/logs/allow.ts';
import { searchLogs, searchTarget } from '../../src/usecases/search-logs.ts';
import {
  EVERYTHING,
  inBerlin,
  inOps,
  listOf,
  OPS,
  reportIn,
  SECRET,
  searchDeps,
  slackPeople,
  targetOf,
} from './search-world.ts';

const forOncall: Allowance = { channels: [], usergroups: ['S0ONCALL'], functions: ['*'] };
const everywhere: Allowance = { ...inOps('*'), channels: ['C0OPS', 'C0PARTNERS', 'C0PAYMENTS'] };

async function refusalOf(answer: Promise<unknown>): Promise<string> {
  const thrown: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(UserError);
  return (thrown as UserError).message;
}

/** Asks as someone whom the simulated Slack knows, in a channel of theirs. */
async function askIn(allow: readonly Allowance[], user: string, channel: string) {
  const { directory, askerIn } = await slackPeople();
  const deps = searchDeps({ directory, allow });
  return { deps, answer: searchLogs(deps, 'poller 1h', askerIn(user, channel)) };
}

describe('who may read what', () => {
  test.each<[string, Allowance[], string, string]>([
    ['where the channel is allowed', [inOps('poll*')], 'dana', 'ops'],
    ['to a member of the user group, anywhere', [forOncall], 'dana', 'cloud-costs'],
  ])('lines are shown %s, with their secrets hidden', async (_, allow, user, channel) => {
    const { answer } = await askIn(allow, user, channel);
    const report = reportIn(await answer);
    expect(report).toMatchObject({ target: targetOf('poller'), cut: undefined, linesRead: 1, hidden: 1 });
    const { from, to } = report.question.window;
    expect(to.getTime() - from.getTime()).toBe(3_600_000);
    expect(report.loose).toHaveLength(1);
    expect(JSON.stringify(report)).not.toContain(SECRET);
  });

  test.each<[string, Allowance[], string, string, RegExp]>([
    ['nothing is allowed', [], 'dana', 'ops', /- \{ channels: \["#ops"\], functions: \["poller"\] \}/],
    ['the channel is another', [inOps('poll*')], 'dana', 'cloud-costs', /channels: \["#cloud-costs"\]/],
    ['the person is in no user group', [forOncall], 'mira', 'ops', /logs\.allow.*billhook\.yml/],
    ['a line names no place at all', [{ ...inOps('*'), channels: [] }], 'dana', 'ops', /nobody has allowed/],
    ['a line wants both, and one is missing', [{ ...everywhere, usergroups: ['S0ONCALL'] }], 'mira', 'ops', /nobody/],
    ['the function is another', [inOps('other')], 'dana', 'ops', /nobody has allowed/],
    ['the person is a guest', [everywhere], 'gus', 'payments', /guests may not/],
    ['the channel is shared with another company', [everywhere], 'dana', 'partners', /shared with another company/],
    ['the channel is private, by its id as its name is not told', [], 'mira', 'leads', /channels: \["C0LEADS"\]/],
    ['it is a direct message, by its id', [], 'dana', 'D0DANA', /channels: \["D0DANA"\]/],
  ])('logs are refused where %s; the refusal is logged, and no log is read', async (_, allow, user, channel, words) => {
    const { answer, deps } = await askIn(allow, user, channel);
    expect(await refusalOf(answer)).toMatch(words);
    expect(deps.asked).toEqual([]);
    expect(deps.entries).toMatchObject([
      { level: 'warn', words: 'Logs refused', facts: { functionName: 'poller', why: expect.stringMatching(/./) } },
    ]);
  });

  test('a log group that functions share is read by those alone who may read them all, and the refusal is logged', async () => {
    const both = [targetOf('poller', { group: '/shop/all' }), targetOf('payroll', { group: '/shop/all' })];
    const poller = { matches: ({ name }: { name: string }) => name === 'poller', ask: () => question };
    const { question } = reportIn(await searchLogs(searchDeps(), 'poller 1h', OPS));
    for (const asking of ['by name', 'by a button']) {
      const deps = searchDeps({ functions: listOf(both), allow: [inOps('poller')] });
      const answer = asking === 'by name' ? searchLogs(deps, 'poller 1h', OPS) : searchTarget(deps, poller, OPS);
      const told = await refusalOf(answer);
      expect(told).toMatch(/its log group is shared/);
      expect(told).not.toContain('payroll');
      expect(deps.asked).toEqual([]);
      expect(deps.entries).toMatchObject([{ level: 'warn', words: 'Logs refused', facts: { functionName: 'poller' } }]);
    }
    expect(await searchLogs(searchDeps({ functions: listOf(both) }), 'poller', OPS)).toMatchObject({ kind: 'report' });
  });

  test('a button that outlived a right is refused, and one that outlived its function is told so', async () => {
    const { question } = reportIn(await searchLogs(searchDeps(), 'poller 1h', OPS));
    const to = { matches: ({ name }: { name: string }) => name === 'poller', ask: () => question };
    expect(await refusalOf(searchTarget(searchDeps({ allow: [] }), to, OPS))).toMatch(/nobody has allowed/);
    expect(await refusalOf(searchTarget(searchDeps({ functions: listOf([]) }), to, OPS))).toMatch(/any more/);
    expect(await searchTarget(searchDeps(), to, OPS)).toMatchObject({ kind: 'report', hidden: 1 });
  });
});

describe('finding the function', () => {
  const payments = [targetOf('pay-orders'), targetOf('pay-refunds'), targetOf('pay-secret')];
  const some = (...functions: string[]) => searchDeps({ functions: listOf(payments), allow: [inOps(...functions)] });

  test('a menu names what is allowed alone, and keeps the other words', async () => {
    const choice = await searchLogs(some('pay-orders', 'pay-refunds'), '  pay  2h ERROR', OPS);
    expect(choice).toMatchObject({ kind: 'choice', rest: '2h ERROR', question: { name: 'pay' } });
    if (choice.kind !== 'choice') return;
    expect(choice.targets.map(({ target }) => target.name)).toEqual(['pay-orders', 'pay-refunds']);
    expect(JSON.stringify(choice)).not.toContain('pay-secret');
  });

  test('a part of the name that only one allowed function has is that one', async () => {
    expect(await searchLogs(some('pay-refunds'), 'pay', OPS)).toMatchObject({ target: { name: 'pay-refunds' } });
  });

  test('the account of each is named in a menu, as far as the ledger knows it', async () => {
    const functions = listOf([targetOf('poller', { account: '1' }), targetOf('poller', { account: '2' })]);
    const deps = searchDeps({ functions });
    const ledger = { ...deps.ledger, accountNames: async () => new Map([['1', 'shop-prod']]) };
    const choice = await searchLogs({ ...deps, ledger }, 'poller', OPS);
    expect(choice).toMatchObject({ targets: [{ accountName: 'shop-prod' }, { accountName: undefined }] });
  });

  test('a near miss is named among what may be seen, and nothing else is', async () => {
    expect(await refusalOf(searchLogs(searchDeps(), 'poler', OPS))).toContain('Did you mean `/logs poller`?');
    const told = await refusalOf(searchLogs(some('pay-orders'), 'pay-secrets', OPS));
    expect(told).not.toMatch(/pay-secret\b(?!s)|pay-refunds/);
  });

  test('what may not be seen is refused the same, be it there or not', async () => {
    const there = await refusalOf(searchLogs(some('xyz'), 'pay-secret', OPS));
    const absent = await refusalOf(searchLogs(some('xyz'), 'pay-absent', OPS));
    expect(absent).toBe(there.replaceAll('pay-secret', 'pay-absent'));
  });

  test('one that was made since the list was read is found', async () => {
    const functions = listOf([targetOf('poller')], { made: [targetOf('newborn')] });
    expect(await searchLogs(searchDeps({ functions }), 'newborn', OPS)).toMatchObject({ target: { name: 'newborn' } });
  });

  test('places that refused are named with an answer, a menu and a name that is not found', async () => {
    const missing = [
      { place: { account: '444455556666', region: 'eu-west-1' }, reason: 'needs lambda:ListFunctions' },
      { place: { account: undefined, region: 'us-east-1' }, reason: 'it is down' },
    ];
    const deps = searchDeps({ functions: listOf([targetOf('poller'), targetOf('roller')], { missing }) });
    const named = ['444455556666 eu-west-1: needs lambda:ListFunctions', 'the own account us-east-1: it is down'];
    expect(await searchLogs(deps, 'poller', OPS)).toMatchObject({ kind: 'report', missing: named });
    expect(await searchLogs(deps, 'oller', OPS)).toMatchObject({ kind: 'choice', missing: named });
    for (const name of ['polter', 'entirely-else'])
      expect(await refusalOf(searchLogs(deps, name, OPS))).toContain(
        `Not all could be looked at: ${named.join('; ')}.`,
      );
  });
});

test('times are read in the zone of the one who asks', async () => {
  const windowFor = async (zone: string) => {
    const directory = { ...inBerlin, person: async (id: string) => ({ id, zone, barred: undefined }) };
    const { question, zone: told } = reportIn(
      await searchLogs(searchDeps({ directory, allow: EVERYTHING }), 'poller 08:00-08:30', OPS),
    );
    expect(told).toBe(zone);
    return question.window.from.toISOString();
  };
  expect(await windowFor('Europe/Berlin')).toBe('2026-11-20T07:00:00.000Z');
  expect(await windowFor('America/New_York')).toBe('2026-11-19T13:00:00.000Z');
});

test('a follow is handed on once it is found and allowed, and nothing is read for it', async () => {
  const deps = searchDeps();
  expect(await searchLogs(deps, 'poller follow', OPS)).toMatchObject({
    kind: 'follow',
    target: targetOf('poller'),
    zone: 'Europe/Berlin',
  });
  expect(deps.asked).toEqual([]);
  expect(await refusalOf(searchLogs(searchDeps({ allow: [] }), 'poller follow', OPS))).toMatch(/nobody has allowed/);
});
