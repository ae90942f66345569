import { expect, onTestFinished, test } from 'vitest';
import type { Workspace } from '../../src/demo/workspace/index.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { Action, Click, Modal, Submission } from '../../src/slack/actions/action.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { view } from '../../src/slack/blocks.ts';
import type { Command } from '../../src/slack/commands/command.ts';
import { mrkdwn } from '../../src/slack/mrkdwn.ts';
import { alertView } from '../../src/slack/views/alert.ts';
import { expectedModal } from '../../src/slack/views/expected-modal.ts';
import { call, until, workspaceFor } from '../demo/workspace/bare-app.ts';
import { day } from '../store/fixtures.ts';
import { logForTest } from '../usecases/world.ts';
import { NAMES, open, ZONE } from './incidents.ts';

interface Parts {
  readonly commands?: readonly Command[];
  readonly actions?: readonly Action[];
  readonly modals?: readonly Modal[];
}

/** The listening side with these parts, in a workspace where an alert stands in a channel. */
async function appWith(parts: Parts) {
  const workspace = await workspaceFor();
  const { log, entries } = logForTest();
  let changes = 0;
  const app = createSlackApp({
    botToken: workspace.botToken,
    transport: { kind: 'socket', appToken: workspace.appToken },
    apiUrl: workspace.apiUrl,
    commands: [],
    actions: [],
    modals: [],
    home: async () => view(mrkdwn`x`),
    changed: () => void changes++,
    log,
    ...parts,
  });
  await app.start();
  onTestFinished(() => app.stop());
  const channel = workspace.channel('cloud-costs').id;
  const looks = alertView({ incident: open, accountNames: NAMES, zone: ZONE });
  const { ts } = await call(workspace, 'chat.postMessage', { channel, ...looks });
  const click = (actionId: string, selected?: string) =>
    workspace.click({ user: 'dana', channel, ts: String(ts), actionId, ...(selected ? { selected } : {}) });
  return { workspace, click, ts, channel, entries, changes: () => changes };
}

const told = (workspace: Workspace) => workspace.privateMessages('dana').at(-1)?.text;
const form = { modal: expectedModal(open, NAMES, day('2026-11-18')) };

test('a click brings the block that names the incident, what was chosen, and where it was', async () => {
  const clicks: Click[] = [];
  const action = (id: string): Action => ({
    id,
    async run(click) {
      clicks.push(click);
      return undefined;
    },
  });
  const { workspace, click, ts, channel, changes } = await appWith({
    actions: ['acknowledge', 'snooze', 'assign', 'more'].map(action),
  });
  const dana = workspace.user('dana').id;
  const mira = workspace.user('mira').id;
  const choices = [
    ['acknowledge', undefined],
    ['snooze', '4h'],
    ['assign', mira],
    ['more', 'resolve'],
  ] as const;
  for (const [id, chosen] of choices) expect(await click(id, chosen)).toMatchObject({ acked: true });
  await until(() => clicks.length === 4);
  expect(clicks.map(({ chosen }) => chosen)).toEqual([undefined, '4h', mira, 'resolve']);
  expect(clicks.map(({ value }) => value)).toEqual(['314', '', '', '']);
  for (const one of clicks)
    expect(one).toMatchObject({ user: dana, blockId: 'incident:314:7', channel, messageTs: ts });
  expect(changes()).toBe(4);
});

test('a form opens at once for the one who clicked, also while every question is slow', async () => {
  const slow: Command = {
    name: '/cost',
    help: view(mrkdwn`x`),
    run: () => new Promise((resolve) => setTimeout(() => resolve(view(mrkdwn`late`)), 1500)),
  };
  const { workspace, click } = await appWith({
    commands: [slow],
    actions: [{ id: 'expect', run: async () => form }],
  });
  for (let i = 0; i < 6; i++) await workspace.slash({ user: 'mira', channel: 'cloud-costs', command: '/cost' });
  await click('expect');
  await until(() => workspace.modals('dana').length === 1);
  expect(workspace.privateMessages('mira')).toEqual([]);
  expect(workspace.modals('mira')).toEqual([]);
});

/** A question and a click on a form, while actions of a kind keep every place of their queue until `release`. */
async function whileHeld(slow: boolean) {
  let release = () => {};
  const gate = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined);
  });
  const { workspace, click } = await appWith({
    commands: [{ name: '/cost', help: view(mrkdwn`x`), run: async () => view(mrkdwn`answered`) }],
    actions: [
      { id: 'acknowledge', slow, run: () => gate },
      { id: 'expect', run: async () => form },
    ],
  });
  onTestFinished(() => release());
  for (let i = 0; i < 6; i++) await click('acknowledge');
  await workspace.slash({ user: 'mira', channel: 'cloud-costs', command: '/cost' });
  await click('expect');
  const answered = () => workspace.privateMessages('mira').length > 0;
  const opened = () => workspace.modals('dana').length > 0;
  return { answered, opened, release };
}

test('a slow action waits with the questions: a form opens meanwhile, and a question is answered once it is done', async () => {
  const { answered, opened, release } = await whileHeld(true);
  await until(opened);
  expect(answered()).toBe(false);
  release();
  await until(answered);
});

test('a quick action waits with the clicks: a question is answered meanwhile, and a form opens once it is done', async () => {
  const { answered, opened, release } = await whileHeld(false);
  await until(answered);
  expect(opened()).toBe(false);
  release();
  await until(opened);
});

test('a form that Slack does not open is said privately, with what to do', async () => {
  const { workspace, click } = await appWith({ actions: [{ id: 'expect', run: async () => form }] });
  workspace.faults.add({ method: 'views.open', kind: 'error', code: 'expired_trigger_id' });
  await click('expect');
  await until(() => told(workspace) !== undefined);
  expect(told(workspace)).toBe('The form could not be opened. Please click again.');
});

async function submitted(submit: Modal['submit'], values = { reason: 'load test', until: '2026-11-30' }) {
  const modal: Modal = { id: 'expected', failsAt: 'reason', submit };
  const { workspace, click, entries, changes } = await appWith({
    actions: [{ id: 'expect', run: async () => form }],
    modals: [modal],
  });
  await click('expect');
  await until(() => workspace.modals('dana').length === 1);
  const before = changes();
  const viewId = workspace.modals('dana')[0]?.id ?? '';
  const delivery = await workspace.submitView({ user: 'dana', viewId, values });
  return { delivery, left: workspace.modals('dana'), entries, changed: changes() - before };
}

test('a form that is taken closes, and what it changed is sent', async () => {
  const got: Submission[] = [];
  const { left, changed } = await submitted(async (submission) => {
    got.push(submission);
    return undefined;
  });
  expect(got).toMatchObject([{ metadata: 'incident:314:7', values: { reason: 'load test', until: '2026-11-30' } }]);
  expect(left).toEqual([]);
  expect(changed).toBe(1);
});

test('a day that was taken out again is no day', async () => {
  const got: Submission[] = [];
  await submitted(
    async (submission) => {
      got.push(submission);
      return undefined;
    },
    { reason: 'x', until: '' },
  );
  expect(got[0]?.values).toEqual({ reason: 'x', until: undefined });
});

test('faults stay at their inputs, within the acknowledgement', async () => {
  const { left, delivery } = await submitted(async () => ({ until: 'That day is over.' }));
  expect(delivery.body).toEqual({ response_action: 'errors', errors: { until: 'That day is over.' } });
  expect(left).toMatchObject([{ errors: { until: 'That day is over.' } }]);
});

test.each<[string, Error, RegExp]>([
  [
    'a person can mend',
    new UserError("I don't know incident #314 any more."),
    /^I don't know incident #314 any more\.$/,
  ],
  ['is ours', new Error('disk <full>'), /^Sorry, that failed.*disk <full>/],
])('a failure that %s is told in the form', async (_, thrown, words) => {
  const { left, entries } = await submitted(() => Promise.reject(thrown));
  expect(left[0]?.errors?.reason).toMatch(words);
  expect(entries.some(({ level }) => level === 'error')).toBe(!(thrown instanceof UserError));
});
