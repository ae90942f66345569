import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '../../src/demo/cloud/index.ts';
import type { Organisation } from '../../src/demo/organisation.ts';
import { billhook, look, resettle, runIn } from './command.ts';
import { startCompany, wordsOf } from './rig.ts';

// One story, told in order: a team that runs the commands from its own scheduler.
let company: Organisation;
beforeAll(async () => {
  company = await startCompany({ now: new Date('2026-11-12T06:30:00Z'), pageSize: 5000 });
  await resettle(company, (settings) => settings.replace('costs: {', 'costs: { backfillBudget: 0.2,'));
});
afterAll(async () => {
  await company?.close();
});

const at = (iso: string) => company.setTime(new Date(iso));
const paid = () => company.cloud.requests.filter(({ service, ok }) => service === 'ce' && ok).length;
const posted = () => company.workspace.messages('cloud-costs');
const ledger = () =>
  look(company, 'SELECT cut, count(*), min(day), max(day), sum(amortized), max(read_at) FROM daily_costs GROUP BY cut');
const newestDay = () => look<{ day: string }>(company, 'SELECT max(day) AS day FROM daily_costs')[0]?.day;
const metered = () =>
  look<{ n: number; cost: number }>(
    company,
    'SELECT count(*) AS n, sum(cost) AS cost FROM paid_requests WHERE cost > 0',
  );

it.each(['check', 'digest --dry-run'])('`%s` on an empty ledger says so and posts nothing', async (command) => {
  const { code, out, err } = await runIn(company, ...command.split(' '));
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toMatch(/ledger is empty.*billhook sync/i);
  expect(posted()).toEqual([]);
});

it('syncs an empty folder, says first what the backfill will cost and what the budget leaves out, and meters it all', async () => {
  const { code, out, err } = await runIn(company, 'sync');
  expect(code).toBe(0);
  expect(err).toMatch(/Backfill: the whole history would take about \d+ requests, \$[\d.]+; the budget of \$0\.2/);
  expect(err).toMatch(/Raise costs\.backfillBudget for the rest\.\nBackfill 1 of \d+: account\/service 2026-10-01/);
  expect(out).toMatch(new RegExp(`rows read with ${paid()} requests, \\$`));
  expect(metered()).toEqual([{ n: paid(), cost: paid() * 10_000 }]);
  expect(newestDay()).toMatch(/^2026-11-1[12]$/);
  expect(paid()).toBeLessThanOrEqual(100);
});

it('asks nothing a second time when it is run again right after', async () => {
  const asked = () => company.cloud.requests.map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`);
  const before = asked();
  at('2026-11-12T06:50:00Z');
  expect((await runIn(company, 'sync')).code).toBe(0);
  const again = asked().slice(before.length);
  expect(again.filter((request) => before.includes(request))).toEqual([]);
  expect(again.length).toBeLessThan(before.length / 4);
});

it('checks what was read and posts its first message once, however often it is run', async () => {
  const first = await runIn(company, 'check');
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toMatch(/^Checked 2026-11-12: \d+ found/);
  expect((await runIn(company, 'check')).code).toBe(0);
  expect(posted().map(({ text }) => text)).toEqual([expect.stringMatching(/^I have read .* of 6 accounts/)]);
});

it('prints the digest on --dry-run, of another day on --date, and posts neither; a set clock is said loudly', async () => {
  const today = await runIn(company, 'digest', '--dry-run');
  expect(today.code).toBe(0);
  expect(today.err).toMatch(/BILLHOOK_CLOCK.*2026-11-12T06:50/);
  expect(today.out).toMatch(/\w+ \d+ Nov \(UTC\): \$[\d,]+/);
  expect(today.out).toMatch(/Wed 11 Nov (so far|has not arrived)/);
  expect(today.out).toMatch(/Checked 6 accounts at 07:\d\d CET/);
  const earlier = await runIn(company, 'digest', '--dry-run', '--date', '2026-11-10');
  expect(earlier.code).toBe(0);
  expect(earlier.out).toMatch(/Mon 9 Nov/);
  expect(earlier.out).not.toMatch(/1[01] Nov/);
  expect(posted()).toHaveLength(1);
});

it('posts the digest of a local day once, however often it is run', async () => {
  for (const args of [[], ['--date', '2026-11-12']]) expect((await runIn(company, 'digest', ...args)).code).toBe(0);
  expect(posted()).toHaveLength(2);
  expect(wordsOf(posted()[1] ?? { text: '' })).toMatch(/Wed 11 Nov/);
});

it.each<[string, Fault, RegExp]>([
  ['throttled', { operation: 'GetCostAndUsage', kind: 'throttle' }, /AWS is throttling ce:GetCostAndUsage/],
  ['out of reach', { operation: 'GetCostAndUsage', kind: 'drop' }, /AWS cannot be reached/],
  [
    'denied',
    { operation: 'GetCostAndUsage', kind: 'error', code: 'AccessDeniedException', message: 'not authorized' },
    /AWS denies ce:GetCostAndUsage.*IAM policy/,
  ],
])('exits 1 with the reason where Cost Explorer is %s, and leaves the ledger as it was', async (_, fault, reason) => {
  at('2026-11-13T06:30:00Z');
  const before = ledger();
  const had = paid();
  company.cloud.faults.add(fault);
  const { code, err } = await runIn(company, 'sync');
  company.cloud.faults.clear();
  expect(code).toBe(1);
  expect(err).toMatch(/Not all could be read; the ledger is as it was there, and the next sync goes on/);
  expect(err).toMatch(reason);
  expect(err).not.toMatch(/\bat .*\.js:\d+/);
  expect(ledger()).toEqual(before);
  expect(paid()).toBe(had);
});

it('goes on with the next run after a failure, without a hole', async () => {
  expect((await runIn(company, 'sync')).code).toBe(0);
  expect(newestDay()).toBe('2026-11-12');
  const days = look<{ day: string }>(
    company,
    "SELECT DISTINCT day FROM daily_costs WHERE cut = 'account/service' AND day >= '2026-11-01' ORDER BY day",
  );
  expect(days.map(({ day }) => Number(day.slice(-2)))).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

it('stops at the day’s cap, names what remains, and is no failure; the next day goes on', async () => {
  await resettle(company, (settings) => settings.replace('costs: {', 'costs: { requestsPerDay: 5,'));
  at('2026-11-14T06:30:00Z');
  const before = paid();
  const { code, out } = await runIn(company, 'sync');
  expect(code).toBe(0);
  expect(paid() - before).toBe(5);
  expect(out).toMatch(/cap \(costs\.requestsPerDay\) is reached; still to be read:\n {2}- \S+\/\S+.* 2026-11-\d\d to /);
  at('2026-11-15T06:30:00Z');
  expect((await runIn(company, 'sync')).code).toBe(0);
  expect(paid() - before).toBe(10);
});

it.each<[string, Record<string, string>, RegExp]>([
  ['does not accept the token', { SLACK_BOT_TOKEN: ['xoxb', 'wrong'].join('-') }, /does not accept SLACK_BOT_TOKEN/],
  ['cannot be reached', { SLACK_API_URL: 'http://127.0.0.1:9/api/' }, /Slack cannot be reached.*SLACK_API_URL/],
])('check exits 1 with one line where Slack %s', async (_, env, reason) => {
  const { code, err } = await billhook({ ...company.env, ...env }, 'check');
  expect(code).toBe(1);
  expect(err).toMatch(reason);
  expect(err.trim().split('\n')).toHaveLength(1);
});

it('keeps a digest that Slack refuses, and says so', async () => {
  const before = posted().length;
  company.workspace.faults.add({ method: 'chat.postMessage', kind: 'error', code: 'restricted_action' });
  const { code, err } = await runIn(company, 'digest');
  company.workspace.faults.clear();
  expect(code).toBe(1);
  expect(err).toMatch(/waits in the outbox.*\n.*does not let apps post in this channel/);
  expect(posted()).toHaveLength(before);
});
