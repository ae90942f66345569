import { describe, expect, test } from 'vitest';
import { parseLogQuestion } from '../../src/domain/logs/question.ts';
import { createRedactor } from '../../src/domain/logs/redact.ts';
import { micros } from '../../src/domain/money.ts';
import { logsOfIncident } from '../../src/usecases/incident-logs.ts';
import type { FunctionMetrics, LogTarget } from '../../src/usecases/ports.ts';
import { finding, incident } from '../domain/sample.ts';
import { at, day } from '../store/fixtures.ts';
import { inBerlin, inOps, listOf, NOW, OPS, reportIn, searchDeps, targetOf } from './search-world.ts';
import { silenceWorld } from './silence-world.ts';
import { SHOP } from './world.ts';

const SINCE = day('2026-11-18');
const rose = (own: Parameters<typeof incident>[0] = {}, perDay = 100) =>
  incident({ id: 314, channel: 'C0OPS', finding: finding({ since: SINCE, perDay: micros(perDay) }), ...own });
const inShop = (name: string, more: Partial<LogTarget> = {}) => targetOf(name, { account: SHOP, ...more });
const some = ['poller', 'bridge', 'audit'].map((name) => inShop(name));

/** Work by function as [before, after, the moment it changed]; functions without any work all day the same. */
type Work = Readonly<Record<string, readonly [before: number, after: number, when: string]>>;

/** Metrics of that work, in slots as asked for, and what was asked. */
function metricsOf(work: Work, failing: readonly string[] = []) {
  const asked: { name: string; from: Date; to: Date }[] = [];
  const metrics: FunctionMetrics = {
    async series({ name }, { from, to }, slotMinutes) {
      asked.push({ name, from, to });
      if (failing.includes(name)) throw new Error('throttled');
      const [before, after, when] = work[name] ?? [50, 50, NOW];
      const count = Math.floor((to.getTime() - from.getTime()) / (slotMinutes * 60_000));
      return Array.from({ length: count }, (_, i) => {
        const start = new Date(from.getTime() + i * slotMinutes * 60_000);
        const invocations = start < at(when) ? before : after;
        return { at: start, invocations, errors: 0, throttles: 0, durationP50: 100, concurrencyMax: 1 };
      });
    },
  };
  return { metrics, asked };
}

interface World {
  readonly work?: Work;
  readonly targets?: readonly LogTarget[];
  readonly failing?: readonly string[];
}

function depsFor({ work = {}, targets = some, failing = [] }: World, more: Parameters<typeof searchDeps>[0] = {}) {
  const { metrics, asked } = metricsOf(work, failing);
  return { ...searchDeps({ functions: listOf(targets), ...more }), metrics, measured: asked };
}

const pollerRose: Work = { poller: [5, 60, '2026-11-18T13:05:00Z'] };

describe('the function whose work changed most', () => {
  test('is shown around the moment in which it did, with its secrets hidden', async () => {
    const deps = depsFor({ work: { ...pollerRose, bridge: [5, 8, '2026-11-18T09:00:00Z'] } });
    const { answer } = await logsOfIncident(deps, rose(), OPS);
    const report = reportIn(answer);
    expect(report).toMatchObject({ target: { name: 'poller' }, zone: 'Europe/Berlin', hidden: 1 });
    expect(report.question).toMatchObject({
      name: 'poller',
      window: { from: at('2026-11-18T13:00:00Z'), to: at('2026-11-18T13:15:00Z') },
      filter: { kind: 'all' },
      ask: { what: 'invocations' },
    });
    expect(deps.asked).toMatchObject([{ target: { name: 'poller' }, pattern: undefined }]);
  });

  test('is looked for from the day before to the day after, and not beyond now', async () => {
    const late = depsFor({ work: pollerRose });
    await logsOfIncident(late, rose(), OPS);
    expect(late.measured).toHaveLength(some.length);
    expect(late.measured[0]).toMatchObject({ from: at('2026-11-17T00:00:00Z'), to: at('2026-11-20T00:00:00Z') });
    const early = depsFor({ work: { poller: [5, 60, '2026-11-20T07:58:00Z'] } });
    const today = rose({ finding: finding({ since: day('2026-11-20') }) });
    await logsOfIncident(early, today, OPS);
    expect(early.measured[0]).toMatchObject({ from: at('2026-11-19T00:00:00Z'), to: at(NOW) });
  });

  test('in a window that ends now at the latest', async () => {
    const deps = depsFor(
      { work: { poller: [5, 60, '2026-11-20T07:35:00Z'] } },
      { clock: () => at('2026-11-20T07:52:00Z') },
    );
    const { answer } = await logsOfIncident(deps, rose({ finding: finding({ since: day('2026-11-20') }) }), OPS);
    const { window } = reportIn(answer).question;
    expect(window.from).toEqual(at('2026-11-20T07:30:00Z'));
    expect(window.to.getTime()).toBeLessThanOrEqual(at('2026-11-20T07:52:00Z').getTime());
  });

  test('is the one that fell, where cost dropped', async () => {
    const work: Work = { ...pollerRose, bridge: [60, 0, '2026-11-18T06:00:00Z'] };
    const { answer } = await logsOfIncident(depsFor({ work }), rose({}, -100), OPS);
    expect(reportIn(answer)).toMatchObject({
      target: { name: 'bridge' },
      question: { window: { from: at('2026-11-18T05:55:00Z'), to: at('2026-11-18T06:10:00Z') } },
    });
  });

  test('is looked for among functions of its accounts alone', async () => {
    const targets = [
      ...some,
      targetOf('poller-of-others', { account: '999900001111' }),
      inShop('/aws/lambda/gone', { kind: 'group' }),
    ];
    const deps = depsFor({ work: pollerRose, targets });
    await logsOfIncident(deps, rose(), OPS);
    expect(deps.measured.map(({ name }) => name)).toEqual(some.map(({ name }) => name));
  });
});

describe('one is to be picked', () => {
  const both: Work = {
    poller: [5, 30, '2026-11-18T13:05:00Z'],
    bridge: [5, 29, '2026-11-18T15:00:00Z'],
    audit: [5, 28, '2026-11-18T15:00:00Z'],
  };

  test('where none stands out: the likeliest first, for the moment in which that one changed', async () => {
    const { answer, everyone } = await logsOfIncident(depsFor({ work: both }), rose(), OPS);
    expect(everyone).toBe(false);
    if (answer.kind !== 'choice') throw new Error(answer.kind);
    expect(answer.targets.map(({ target }) => target.name)).toEqual(['poller', 'bridge', 'audit']);
    const asked = parseLogQuestion(`poller ${answer.rest}`, at(NOW), 'Europe/Berlin');
    expect(asked).toMatchObject({
      window: { from: at('2026-11-18T13:00:00Z'), to: at('2026-11-18T13:15:00Z') },
      filter: { kind: 'all' },
    });
  });

  test('where nothing rose: all of them, for the beginning of its first day', async () => {
    const { answer } = await logsOfIncident(depsFor({}), rose(), OPS);
    if (answer.kind !== 'choice') throw new Error(answer.kind);
    expect(answer.targets).toHaveLength(3);
    const { window } = parseLogQuestion(`poller ${answer.rest}`, at(NOW), 'Europe/Berlin');
    expect(window.from).toEqual(at('2026-11-17T23:55:00Z'));
  });

  test('where one could not be looked at, as it could be the one: it is among them', async () => {
    const { answer } = await logsOfIncident(depsFor({ work: pollerRose, failing: ['audit'] }), rose(), OPS);
    expect(answer).toMatchObject({ kind: 'choice' });
    if (answer.kind !== 'choice') return;
    expect(answer.targets.map(({ target }) => target.name)).toEqual(['poller', 'audit']);
  });

  test('of those alone that the asker may see', async () => {
    const work: Work = { ...both, payroll: [5, 500, '2026-11-18T15:00:00Z'] };
    const targets = [...some, inShop('payroll')];
    const deps = depsFor({ work, targets }, { allow: [inOps('poller', 'bridge', 'audit')] });
    const { answer } = await logsOfIncident(deps, rose(), OPS);
    expect(answer).toMatchObject({ kind: 'choice' });
    expect(JSON.stringify(answer)).not.toContain('payroll');
    expect(deps.measured.map(({ name }) => name)).not.toContain('payroll');
  });

  test('of ten at most, and metrics are asked for sixty', async () => {
    const targets = Array.from({ length: 70 }, (_, i) => inShop(`f${i}`));
    const deps = depsFor({ targets });
    const { answer } = await logsOfIncident(deps, rose(), OPS);
    expect(answer.kind === 'choice' && answer.targets.length).toBe(10);
    expect(deps.measured).toHaveLength(60);
  });
});

describe('who may see it', () => {
  test('nobody: it is refused and logged, and no function is named or measured', async () => {
    const deps = depsFor({ work: pollerRose }, { allow: [inOps('other')] });
    const thrown: unknown = await logsOfIncident(deps, rose(), OPS).catch((error: unknown) => error);
    expect(String(thrown)).toMatch(/any function of #314: .*logs\.allow in billhook\.yml/);
    expect(String(thrown)).not.toMatch(/poller|bridge|audit/);
    expect(deps.measured).toEqual([]);
    expect(deps.entries).toMatchObject([{ level: 'warn', words: 'Logs refused' }]);
  });

  test('a guest: it is refused with that reason', async () => {
    const barred = {
      ...inBerlin,
      person: async (id: string) => ({ id, zone: 'UTC', barred: 'guests may not see logs.' }),
    };
    await expect(logsOfIncident(depsFor({ work: pollerRose }, { directory: barred }), rose(), OPS)).rejects.toThrow(
      'guests may not see logs.',
    );
  });

  const forOncall = { channels: [], usergroups: ['S0ONCALL'], functions: ['*'] };
  const oncall = { ...inBerlin, isInGroup: async () => true };
  test.each([
    ['the whole channel', [inOps('*')], 'C0OPS', true],
    ['the channel of the incident is another', [inOps('*')], 'C0COSTS', false],
    ['a user group', [forOncall], 'C0OPS', false],
    ['it was posted nowhere', [inOps('*')], undefined, false],
  ])('%s: whether everyone in its channel may is told', async (_, allow, channel, everyone) => {
    const deps = depsFor({ work: pollerRose }, { allow, directory: oncall });
    expect(await logsOfIncident(deps, rose({ channel }), OPS)).toMatchObject({ answer: { kind: 'report' }, everyone });
  });

  test('not everyone, where its group is shared with a function that only some may see', async () => {
    const targets = [inShop('poller', { group: '/shop/all' }), inShop('payroll', { group: '/shop/all' })];
    const deps = depsFor({ work: pollerRose, targets }, { allow: [inOps('poller'), forOncall], directory: oncall });
    expect(await logsOfIncident(deps, rose(), OPS)).toMatchObject({ answer: { kind: 'report' }, everyone: false });
  });
});

test('an incident without functions says where to look', async () => {
  await expect(logsOfIncident(depsFor({ targets: [] }), rose(), OPS)).rejects.toThrow(
    /no function in the accounts of #314/,
  );
});

test('the story: orders-poller is found by the metrics of the simulated cloud', async () => {
  const world = await silenceWorld('2026-11-17T08:00:00Z');
  const deps = {
    ...world,
    directory: inBerlin,
    allow: [inOps('*')],
    configFile: 'billhook.yml',
    redact: createRedactor([]),
    explain: async () => undefined,
  };
  const { answer, everyone } = await logsOfIncident(
    deps,
    rose({ finding: finding({ since: day('2026-11-15') }) }),
    OPS,
  );
  const report = reportIn(answer);
  expect(report.target.name).toBe('orders-poller');
  expect(report.question.window).toMatchObject({
    from: at('2026-11-15T13:00:00Z'),
    to: at('2026-11-15T13:15:00Z'),
  });
  expect(JSON.stringify(report.loose) + JSON.stringify(report.invocations)).toContain('version=v42');
  expect(everyone).toBe(true);
});
