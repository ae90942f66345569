import { expect, onTestFinished, test } from 'vitest';
import { type Fault, startWorkspace } from '../../src/demo/workspace/index.ts';
import { createWebClient, mendFor, outcomeOf } from '../../src/slack/client.ts';
import { createDirectory, resolveChannels } from '../../src/slack/directory.ts';

async function workspaceForTest(options: Parameters<typeof startWorkspace>[0] = {}) {
  const workspace = await startWorkspace(options);
  onTestFinished(() => workspace.close());
  return { workspace, client: createWebClient(workspace.botToken, workspace.apiUrl, 300) };
}

const always = { method: 'chat.postMessage' } as const;

test.each<[string, Fault, object]>([
  ['429', { ...always, kind: 'rate-limit', retryAfterSeconds: 7 }, { outcome: 'rate-limited', retryAfterMs: 7000 }],
  ['500', { ...always, kind: 'error-500' }, { outcome: 'unsure' }],
  ['a request that is lost', { ...always, kind: 'drop-before' }, { outcome: 'unsure' }],
  ['an answer that is lost', { ...always, kind: 'drop-after' }, { outcome: 'unsure' }],
  ['an answer that comes too late', { ...always, kind: 'delay', ms: 600 }, { outcome: 'unsure' }],
  [
    'internal_error',
    { ...always, kind: 'error', code: 'internal_error' },
    { outcome: 'unsure', reason: 'internal_error' },
  ],
  ['fatal_error', { ...always, kind: 'error', code: 'fatal_error' }, { outcome: 'unsure' }],
  [
    'not_in_channel',
    { ...always, kind: 'error', code: 'not_in_channel' },
    { outcome: 'refused', reason: expect.stringContaining('/invite @billhook') },
  ],
  [
    'is_archived',
    { ...always, kind: 'error', code: 'is_archived' },
    { outcome: 'refused', reason: expect.stringContaining('billhook.yml') },
  ],
  [
    'too many requests without Retry-After',
    { ...always, kind: 'error', code: 'rate_limited' },
    { outcome: 'rate-limited', retryAfterMs: 30_000 },
  ],
  [
    'a thread that is gone',
    { ...always, kind: 'error', code: 'thread_not_found' },
    { outcome: 'refused', final: true, reason: expect.stringContaining('deleted') },
  ],
  [
    'an error nobody knows',
    { ...always, kind: 'error', code: 'brand_new' },
    { outcome: 'refused', final: false, reason: expect.stringContaining('brand_new') },
  ],
])('%s means the right thing for a message, and the client itself tries once', async (_, fault, outcome) => {
  const { workspace, client } = await workspaceForTest();
  workspace.faults.add(fault);
  const thrown: unknown = await client.chat
    .postMessage({ channel: 'C0OPS', text: 'x' })
    .catch((error: unknown) => error);
  expect(outcomeOf(thrown)).toMatchObject(outcome);
  expect(workspace.calls.length).toBeLessThanOrEqual(1);
});

test.each<[string, Parameters<typeof startWorkspace>[0], RegExp]>([
  ['a wrong token', undefined, /SLACK_BOT_TOKEN/],
  ['a missing scope', { scopes: ['commands'] }, /lacks the Slack scope chat:write.*manifest\.yml/],
])('%s is said with its mend', async (what, options, words) => {
  const { workspace } = await workspaceForTest(options);
  const token = what === 'a wrong token' ? ['xoxb', 'wrong'].join('-') : workspace.botToken;
  const client = createWebClient(token, workspace.apiUrl);
  const thrown: unknown = await client.chat
    .postMessage({ channel: 'C0OPS', text: 'x' })
    .catch((error: unknown) => error);
  expect(mendFor(thrown)).toMatch(words);
});

test('a Slack that cannot be reached is said to be, with what to check', async () => {
  const client = createWebClient(['xoxb', '1'].join('-'), 'http://127.0.0.1:9/api/');
  const thrown: unknown = await client.auth.test().catch((error: unknown) => error);
  expect(mendFor(thrown)).toMatch(/cannot be reached.*SLACK_API_URL/);
});

test('names of channels become ids over several pages, ids stay, private channels count where the bot is in', async () => {
  const { workspace, client } = await workspaceForTest();
  for (let i = 0; i < 450; i++) workspace.addChannel({ name: `many-${i}` });
  const ids = await resolveChannels(client, ['#many-449', '#leads', 'C0ELSEWHERE', '#ops']);
  expect(Object.fromEntries(ids)).toEqual({
    '#many-449': workspace.channel('many-449').id,
    '#leads': 'C0LEADS',
    '#ops': 'C0OPS',
    C0ELSEWHERE: 'C0ELSEWHERE',
  });
});

test('every channel that is not there is named at once', async () => {
  const { client } = await workspaceForTest();
  await expect(resolveChannels(client, ['#nope', '#ops', '#neither'])).rejects.toThrow(
    /#nope, #neither.*billhook\.yml/,
  );
});

test.each([
  ['a full member in a channel of ours', 'dana', 'C0OPS', undefined],
  ['a direct message', 'dana', 'D0DANA', undefined],
  ['a guest', 'gus', 'C0PAYMENTS', /guests/],
  ['a channel about to be shared with another company', 'dana', 'C0INVITED', /another company/],
  ['a channel shared with another company', 'dana', 'C0PARTNERS', /another company/],
  ['a channel the bot cannot see', 'dana', 'C0SECRET', /invite/],
])('who may see logs at all: %s', async (_, user, channel, barred) => {
  const { workspace, client } = await workspaceForTest();
  workspace.addChannel({ name: 'invited', isPendingExtShared: true });
  workspace.addChannel({ name: 'partners', isExtShared: true });
  workspace.addChannel({ name: 'secret', isPrivate: true, botIsMember: false });
  const directory = createDirectory(client, () => 'T0WORKSHOP');
  const person = await directory.person(workspace.user(user).id, channel);
  if (barred) expect(person.barred).toMatch(barred);
  else expect(person).toEqual({ id: workspace.user(user).id, zone: 'Europe/Berlin', barred: undefined });
});

test('someone of another workspace is a stranger', async () => {
  const { workspace, client } = await workspaceForTest();
  const directory = createDirectory(client, () => 'T0OTHER');
  expect((await directory.person(workspace.user('dana').id, 'C0OPS')).barred).toMatch(/members of this workspace/);
});

test('membership of a user group is asked anew, and an unknown group has no members', async () => {
  const { workspace, client } = await workspaceForTest();
  const directory = createDirectory(client, () => 'T0WORKSHOP');
  const dana = workspace.user('dana').id;
  expect(await directory.isInGroup(dana, 'S0ONCALL')).toBe(true);
  workspace.setUsergroup('S0ONCALL', ['mira']);
  expect(await directory.isInGroup(dana, 'S0ONCALL')).toBe(false);
  expect(await directory.isInGroup(dana, 'S0NONE')).toBe(false);
});
