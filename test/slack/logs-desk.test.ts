import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ALL_SCOPES, type Fault, startWorkspace, type WorkspaceOptions } from '../../src/demo/workspace/index.ts';
import type { View } from '../../src/slack/blocks.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { createLogsDesk, type DeskDeps } from '../../src/slack/logs-desk.ts';
import { plainText } from '../../src/slack/plain-text.ts';
import type { LogChoice, LogFollow } from '../../src/usecases/log-report.ts';
import { logForTest } from '../usecases/world.ts';
import { linesOf, questionOf, reportOf, target } from './views/log-reports.ts';

const DANA = { user: 'U0DANA', channel: 'C0OPS', channelName: 'ops' };
const ANSWER = 'I follow it.';

const short = reportOf(linesOf(['one line']));
const long = reportOf(linesOf(Array.from({ length: 2_000 }, (_, i) => `line ${i} of many, none of which is short`)));
const silent = {
  ...long,
  silence: { headline: 'poller says nothing.', lines: [], lastOwnAt: undefined, isFinding: true },
};
const choice: LogChoice = {
  kind: 'choice',
  question: questionOf(),
  rest: '2h',
  targets: [target(), target({ name: 'other' })].map((one) => ({ target: one, accountName: undefined })),
  missing: [],
};
const follow: LogFollow = { kind: 'follow', target: target(), question: questionOf(), zone: 'UTC' };

/** A desk over a workspace, with searches that answer as told. */
async function deskWorld(more: Partial<DeskDeps> = {}, options: WorkspaceOptions = {}, ...faults: Fault[]) {
  const workspace = await startWorkspace(options);
  onTestFinished(() => workspace.close());
  for (const fault of faults) workspace.faults.add(fault);
  const { log, entries } = logForTest();
  const told: View[] = [];
  const client = createWebClient(workspace.botToken, workspace.apiUrl, 2_000);
  const desk = createLogsDesk({
    client,
    log,
    search: async () => short,
    searchTarget: async () => short,
    follow: async () => ({ text: ANSWER, blocks: [] }),
    ...more,
  });
  const tell = async (interim: View) => void told.push(interim);
  const files = (channel: string) => workspace.messages(channel).flatMap((message) => message.files ?? []);
  return { workspace, client, desk, tell, told, entries, files };
}

describe('an answer', () => {
  test.each([
    ['that shows every line', short],
    ['that explains a silence', silent],
    ['that is a menu', choice],
  ])('%s needs no file', async (_, answer) => {
    const { client, desk, tell } = await deskWorld({ search: async () => answer });
    const opened = vi.spyOn(client.conversations, 'open');
    expect((await desk.ask('poller', DANA, tell)).blocks.length).toBeGreaterThan(0);
    expect(opened).not.toHaveBeenCalled();
  });

  test('that leaves something out says so, and the whole comes to the asker alone', async () => {
    const { workspace, desk, tell, files } = await deskWorld({ search: async () => long });
    const answer = await desk.ask('poller 2h', DANA, tell);
    expect(plainText(answer)).toMatch(/of 2,000 lines shown; the whole follows as a file/);
    const [file] = await vi.waitFor(() => {
      const found = files('D0DANA');
      expect(found).toHaveLength(1);
      return found;
    });
    expect(file).toMatchObject({ name: 'poller-2026-11-17T0841Z.txt', title: 'poller, 2h, as of 17 Nov' });
    const text = await (
      await fetch(String(file?.url_private), { headers: { authorization: `Bearer ${workspace.botToken}` } })
    ).text();
    expect(text).toContain('line 0 of many');
    expect(text).toContain('line 1999 of many');
    expect(files('C0OPS')).toEqual([]);
  });

  test('that stands in a thread has its file there', async () => {
    const { workspace, desk, files } = await deskWorld();
    const parent = workspace.shout({ user: 'dana', channel: 'ops', text: 'an alert' });
    desk.show(long, DANA, { channel: 'C0OPS', thread: parent.ts });
    await vi.waitFor(() => expect(files('C0OPS')).toHaveLength(1));
    expect(workspace.messages('ops').find((message) => message.files)).toMatchObject({ thread_ts: parent.ts });
    expect(files('D0DANA')).toEqual([]);
  });

  test('of a function and of its group has a name that every disk takes', async () => {
    const { desk, files } = await deskWorld();
    desk.show({ ...long, target: target({ name: '/aws/lambda/a b:c', kind: 'group' }) }, DANA);
    await vi.waitFor(() => expect(files('D0DANA')).toHaveLength(1));
    expect(files('D0DANA')[0]?.name).toBe('aws-lambda-a-b-c-2026-11-17T0841Z.txt');
  });

  test('of what is to be followed is what the follow says', async () => {
    const { desk, tell } = await deskWorld({ search: async () => follow, searchTarget: async () => follow });
    const to = { matches: () => true, ask: () => questionOf() };
    expect((await desk.ask('poller follow', DANA, tell)).text).toBe(ANSWER);
    expect((await desk.askTarget(to, 'poller', DANA, tell)).text).toBe(ANSWER);
  });
});

describe('a file that could not be sent', () => {
  test.each<[string, WorkspaceOptions, Fault[], RegExp]>([
    [
      'for want of a scope',
      { scopes: ALL_SCOPES.filter((scope) => scope !== 'files:write') },
      [],
      /^The whole result could not be sent as a file: The bot lacks the Slack scope files:write\./,
    ],
    [
      'as no direct message can be opened',
      { scopes: ALL_SCOPES.filter((scope) => scope !== 'im:write') },
      [],
      /could not be sent as a file: .*im:write/,
    ],
    [
      'as Slack is busy',
      {},
      [{ method: 'files.getUploadURLExternal', kind: 'error', code: 'ratelimited' }],
      /could not be sent as a file: Slack answered ratelimited/,
    ],
    [
      'as Slack fails at its end',
      {},
      [{ method: 'files.completeUploadExternal', kind: 'error-500' }],
      /could not be sent as a file: /,
    ],
  ])('%s is told to the asker alone, with the mend, and logged', async (_, options, faults, said) => {
    const { workspace, desk, tell, told, entries } = await deskWorld({ search: async () => long }, options, ...faults);
    await desk.ask('poller', DANA, tell);
    await vi.waitFor(() => expect(workspace.privateMessages('dana')).toHaveLength(1));
    expect(workspace.privateMessages('dana')[0]).toMatchObject({ channel: 'C0OPS', text: expect.stringMatching(said) });
    expect(entries).toMatchObject([{ level: 'warn', words: 'A file could not be sent' }]);
    // The uses of the response_url are left to the answer.
    expect(told).toEqual([]);
  });

  test('and that could not be said either is logged, and nothing fails', async () => {
    const { desk, tell, entries } = await deskWorld(
      { search: async () => long },
      {},
      { method: '*', kind: 'error', code: 'fatal_error' },
    );
    await desk.ask('poller', DANA, tell);
    await vi.waitFor(() => expect(entries).toHaveLength(2));
    expect(entries.map(({ level }) => level)).toEqual(['warn', 'warn']);
  });
});

describe('a search that takes long', () => {
  test('says so with a button that ends it, and then answers with what it has', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { log } = logForTest();
    const told: View[] = [];
    const desk = createLogsDesk({
      client: createWebClient('none', 'http://127.0.0.1:1/'),
      log,
      search: (_text, _asker, { signal }) =>
        new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ ...short, cut: 'cancelled' }))),
      searchTarget: async () => short,
      follow: async () => ({ text: ANSWER, blocks: [] }),
    });
    const answer = desk.ask('  poller 2h', DANA, async (interim) => void told.push(interim));
    await vi.advanceTimersByTimeAsync(1_200);
    expect(told[0]?.text).toMatch(/^\*poller\*: looking…/);
    const [button] = told[0]?.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])) ?? [];
    expect(button).toMatchObject({ action_id: 'logs-cancel' });
    expect(desk.searches.cancel(String(button && 'value' in button && button.value), DANA.user)).toBe(true);
    expect(plainText(await answer)).toMatch(/cancelled/i);
  });

  test('hands on what refuses it', async () => {
    const { desk, tell } = await deskWorld({ search: () => Promise.reject(new Error('no')) });
    await expect(desk.ask('poller', DANA, tell)).rejects.toThrow('no');
  });
});
