import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import type { Click } from '../../../src/slack/actions/action.ts';
import { logsActions } from '../../../src/slack/actions/logs.ts';
import type { Block, View } from '../../../src/slack/blocks.ts';
import { createWebClient } from '../../../src/slack/client.ts';
import { createLogsDesk } from '../../../src/slack/logs-desk.ts';
import { choiceView } from '../../../src/slack/views/logs/choice.ts';
import { LOGS_CONSOLE } from '../../../src/slack/views/logs/refs.ts';
import { logsView } from '../../../src/slack/views/logs.ts';
import type { LogReport } from '../../../src/usecases/log-report.ts';
import type { LogTarget } from '../../../src/usecases/ports.ts';
import { searchTarget } from '../../../src/usecases/search-logs.ts';
import { at } from '../../store/fixtures.ts';
import { EVERYTHING, inOps, listOf, NOW, searchDeps, targetOf } from '../../usecases/search-world.ts';
import { questionOf, reportOf } from '../views/log-reports.ts';

const DANA = 'U0DANA';
const poller = targetOf('poller');
const roller = targetOf('roller');

/** The actions over the search itself, with a log source that keeps what it was asked. */
function actionsOver(targets: readonly LogTarget[] = [poller, roller], allow = EVERYTHING) {
  const deps = searchDeps({ functions: listOf(targets), allow });
  const desk = createLogsDesk({
    client: createWebClient('none', 'http://127.0.0.1:1/'),
    log: deps.log,
    search: () => Promise.reject(new Error('nothing is typed here')),
    searchTarget: (to, asker, on) => searchTarget(deps, to, asker, on),
    follow: async ({ target: { name } }) => ({ text: `following ${name}`, blocks: [] }),
  });
  const actions = new Map(logsActions(desk).map((action) => [action.id, action]));
  const run = async (id: string, click: Partial<Click>) =>
    actions.get(id)?.run(
      {
        value: '',
        user: DANA,
        blockId: '',
        chosen: undefined,
        triggerId: 't',
        channel: 'C0OPS',
        channelName: 'ops',
        messageTs: '1.1',
        threadTs: undefined,
        ...click,
      },
      async () => undefined,
    );
  const textOf = async (id: string, click: Partial<Click>) => {
    const answer = await run(id, click);
    return answer && 'text' in answer ? answer.text : undefined;
  };
  return { deps, desk, actions, run, textOf };
}

/** The buttons and menus that a message shows. */
function controlsOf({ blocks }: View) {
  return blocks.flatMap((block: Block) =>
    block.type === 'actions'
      ? block.elements.map((element) => ({ blockId: block.block_id ?? '', ...(element as { action_id?: string }) }))
      : [],
  ) as { blockId: string; action_id: string; value?: string; options?: { text: { text: string }; value: string }[] }[];
}

/** The menu as it is drawn for these words. */
function menu(rest: string, targets: readonly LogTarget[] = [poller, roller]) {
  const listed = targets.map((one) => ({ target: one, accountName: undefined }));
  const drawn = choiceView({
    kind: 'choice',
    question: questionOf({ name: 'oller' }),
    rest,
    targets: listed,
    missing: [],
  });
  const [shown] = controlsOf(drawn);
  if (!shown) throw new Error('no menu');
  const { blockId, action_id: id, options = [] } = shown;
  const pick = (name: string): Partial<Click> => ({
    blockId,
    chosen: options.find(({ text }) => text.text.startsWith(name))?.value,
  });
  return { id, pick };
}

/** The buttons under the explanation of a silence, by their words' action. */
function underSilence() {
  const silence = { headline: 'x', lines: [], lastOwnAt: at('2026-11-20T05:10:00Z'), isFinding: true };
  const report: LogReport = reportOf([], {
    target: poller,
    silence,
    question: questionOf({ window: { from: at('2026-11-20T06:00:00Z'), to: at(NOW), label: '2h' } }),
    invocations: reportOf([
      { id: '1', at: at(NOW), stream: 's', text: 'START RequestId: 8f3c1a2b-4b7d-4c1e-9a55-1d2f3a4b5c6d Version: 1\n' },
    ]).invocations,
  });
  const value = (id: string) => controlsOf(logsView(report)).find(({ action_id }) => action_id === id)?.value ?? '';
  return { beforeSilence: value('logs-before-silence'), platform: value('logs-platform-lines') };
}

describe('one of several is picked', () => {
  test('and the words of the question are asked of it', async () => {
    const { deps, run } = actionsOver();
    const { id, pick } = menu('2h ERROR lines');
    expect(await run(id, pick('roller'))).toMatchObject({ text: expect.stringContaining('*roller*') });
    expect(deps.asked).toMatchObject([
      { target: roller, pattern: 'ERROR', window: { from: at('2026-11-20T06:00:00Z'), to: at(NOW) } },
    ]);
  });

  test('without any, or with times of their own, as for a menu under an alert', async () => {
    const { deps, run } = actionsOver();
    for (const rest of ['', '2026-11-18T13:00:00.000Z/2026-11-18T13:15:00.000Z']) {
      const { id, pick } = menu(rest);
      await run(id, pick('poller'));
    }
    expect(deps.asked.map(({ window }) => [window.from.toISOString(), window.to.toISOString()])).toEqual([
      ['2026-11-20T07:45:00.000Z', '2026-11-20T08:00:00.000Z'],
      ['2026-11-18T13:00:00.000Z', '2026-11-18T13:15:00.000Z'],
    ]);
  });

  test('to be followed', async () => {
    const { textOf } = actionsOver();
    const { id, pick } = menu('follow');
    expect(await textOf(id, pick('poller'))).toBe('following poller');
  });

  test('of the same name in another place, by what it is and not by its name', async () => {
    const both = ['eu-west-1', 'us-east-1'].map((region) => targetOf('poller', { region }));
    const { deps, run } = actionsOver(both);
    const { id, pick } = menu('1h', both);
    await run(id, pick('poller · us-east-1'));
    expect(deps.asked).toMatchObject([{ target: { region: 'us-east-1' } }]);
  });

  test('by someone who may not see it any more: refused, and nothing is read', async () => {
    const { deps, run } = actionsOver([poller, roller], [inOps('poller')]);
    const { id, pick } = menu('1h');
    await expect(run(id, pick('roller'))).rejects.toThrow(/nobody has allowed/);
    await expect(run(id, { ...pick('poller'), channel: 'C0COSTS' })).rejects.toThrow(/nobody has allowed/);
    expect(deps.asked).toEqual([]);
  });
});

describe('under the explanation of a silence', () => {
  test('the last lines before it are shown one by one', async () => {
    const { deps, run } = actionsOver();
    const answer = await run('logs-before-silence', { value: underSilence().beforeSilence });
    expect(answer).toMatchObject({ text: expect.stringContaining('*poller*: 1 line') });
    expect(deps.asked).toMatchObject([
      {
        target: poller,
        pattern: undefined,
        window: { from: at('2026-11-20T04:55:00Z'), to: at('2026-11-20T05:10:01Z') },
      },
    ]);
  });

  test("Lambda's own lines of the window are, too", async () => {
    const { deps, run } = actionsOver();
    await run('logs-platform-lines', { value: underSilence().platform });
    expect(deps.asked).toMatchObject([{ window: { from: at('2026-11-20T06:00:00Z'), to: at(NOW) } }]);
  });

  test('rights are asked for anew', async () => {
    const { deps, run } = actionsOver([poller], []);
    for (const id of ['logs-before-silence', 'logs-platform-lines'])
      await expect(run(id, { value: underSilence().beforeSilence })).rejects.toThrow(/nobody has allowed/);
    expect(deps.asked).toEqual([]);
  });
});

describe('what another version drew', () => {
  const whole = underSilence().beforeSilence;
  test.each<[string, Partial<Click>]>([
    ['logs-pick', { blockId: 'aB3x', chosen: 'x'.repeat(22) }],
    ['logs-pick', { ...menu('2h').pick('poller'), chosen: undefined }],
    ['logs-before-silence', { value: '' }],
    ['logs-before-silence', { value: whole.slice(1) }],
    ['logs-platform-lines', { value: `${whole}:1` }],
    ['logs-platform-lines', { value: whole.replace(/\d+$/, 'NaN') }],
  ])('%s %j is told so, and nothing is read', async (id, click) => {
    const { deps, run } = actionsOver();
    const told: unknown = await run(id, click).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(UserError);
    expect(String(told)).toMatch(/another version/);
    expect(deps.asked).toEqual([]);
  });

  test('a function that is gone is told so', async () => {
    const { run } = actionsOver([roller]);
    const { id, pick } = menu('1h');
    await expect(run(id, pick('poller'))).rejects.toThrow(/do not find that function any more/);
    await expect(run('logs-before-silence', { value: whole })).rejects.toThrow(/any more/);
  });
});

describe('Cancel', () => {
  test('is said to be done where it was, and to be too late where it was not', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { desk, textOf } = actionsOver();
    const seen = { id: '', aborted: false };
    // A search that ends on its own, a while after it was cancelled.
    const tell = async ({ text }: View) => {
      seen.id = text;
    };
    const answer = desk.searches.run(
      { user: DANA, tell, looks: (id) => ({ text: id, blocks: [] }) },
      ({ signal }) =>
        new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => {
            seen.aborted = true;
            setTimeout(resolve, 30);
          }),
        ),
    );
    await vi.advanceTimersByTimeAsync(1_200);
    expect(await textOf('logs-cancel', { value: seen.id, user: 'U0MIRA' })).toBe('That search is over already.');
    expect(seen.aborted).toBe(false);
    expect(await textOf('logs-cancel', { value: seen.id })).toMatch(/^Cancelled/);
    expect(seen.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(30);
    await answer;
    expect(await textOf('logs-cancel', { value: seen.id })).toBe('That search is over already.');
  });
});

test('a click on the link to the console needs no answer', async () => {
  expect(await actionsOver().run(LOGS_CONSOLE, {})).toBeUndefined();
});

test('what reads logs waits with the questions, and what does not answers at once', () => {
  const slow = [...actionsOver().actions.values()].filter((action) => action.slow).map(({ id }) => id);
  expect(slow).toEqual(['logs-pick', 'logs-before-silence', 'logs-platform-lines']);
});
