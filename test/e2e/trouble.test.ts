import { afterAll, beforeAll, expect, it } from 'vitest';
import { look, resettle } from './command.ts';
import { ask, eventually, type Rig, startRig, wordsOf } from './rig.ts';

// One story, told in order: each test stands on the ones before it.
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    now: new Date('2026-11-11T06:30:00Z'),
    pageSize: 5000,
    slackTimeoutMs: 1500,
    env: { BILLHOOK_CLOCK: '2026-11-11T06:30:00Z' },
  });
  await resettle(rig, (settings) => settings.replace('costs: {', 'costs: { backfillBudget: 0,'));
  await rig.restart();
});
afterAll(async () => {
  await rig?.close();
});

const posted = (channel: string) => rig.workspace.messages(channel);
const calls = (method: string) => rig.workspace.calls.filter((call) => call.method === method);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('says loudly at start that it does not go by the real time', () => {
  expect(rig.bot.log()).toMatch(/"level":40.*"clock":"2026-11-11T06:30:00.000Z".*BILLHOOK_CLOCK is set/);
});

it('keeps to the Retry-After of a 429, across a crash and a restart too, and then posts once', async () => {
  rig.workspace.faults.add({ method: 'chat.postMessage', kind: 'rate-limit', retryAfterSeconds: 3, times: 1 });
  await rig.step('2026-11-11T06:30:00Z');
  // Once the bot has heard of it: an attempt alone holds the channel for a second.
  await eventually(() => look(rig, `SELECT * FROM channel_pauses WHERE until > ${Date.now() + 1500}`)[0]);
  await rig.restart('SIGKILL');
  await eventually(() => posted('cloud-costs')[0]);
  const [refused, sent, ...more] = calls('chat.postMessage');
  expect([refused?.status, sent?.ok, more.length]).toEqual([429, true, 0]);
  expect((sent?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(3000);
  expect(posted('cloud-costs')).toHaveLength(1);
});

it('comes back when Slack ends its connections', async () => {
  rig.workspace.disconnectSockets();
  await eventually(() => rig.workspace.openConnections() > 0);
  expect(await ask(rig, 'dana', 'ops', '/cost', 'lambda')).toContain('AWS Lambda');
});

it('acknowledges 200 commands that come at once, and answers each', async () => {
  const before = rig.workspace.privateMessages('mira').length;
  const asked = Array.from({ length: 200 }, () =>
    rig.workspace.slash({ user: 'mira', channel: 'ops', command: '/cost', text: 'lambda' }),
  );
  const deliveries = await Promise.all(asked);
  expect(deliveries.filter(({ acked }) => !acked)).toEqual([]);
  const answers = await eventually(() => {
    const told = rig.workspace.privateMessages('mira').slice(before);
    return told.length >= 200 && told;
  });
  expect(answers).toHaveLength(200);
  for (const { text } of answers) expect(text).toMatch(/^AWS Lambda, /);
});

it('answers in plainer looks where Slack refuses an answer, once', async () => {
  rig.workspace.faults.add({ method: 'response_url', kind: 'error', code: 'invalid_blocks', times: 1 });
  const before = rig.workspace.privateMessages('dana').length;
  const answer = await ask(rig, 'dana', 'ops', '/cost', 'lambda');
  expect(answer).toMatch(/^AWS Lambda, /);
  expect(answer).not.toContain('data_visualization');
  await sleep(200);
  expect(rig.workspace.privateMessages('dana')).toHaveLength(before + 1);
});

it('answers a click on an incident that another database knows in private words, and changes nothing', async () => {
  const text = 'An alert of another installation';
  const button = { type: 'button', text: { type: 'plain_text', text: 'Acknowledge' }, action_id: 'acknowledge' };
  await fetch(`${rig.workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${rig.workspace.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: rig.workspace.channel('ops').id,
      text,
      blocks: [{ type: 'actions', block_id: 'incident:314:0', elements: [{ ...button, value: '314' }] }],
    }),
  });
  const { ts } = posted('ops').at(-1) ?? { ts: '' };
  const before = rig.workspace.privateMessages('dana').length;
  const { acked } = await rig.workspace.click({ user: 'dana', channel: 'ops', ts, actionId: 'acknowledge' });
  expect(acked).toBe(true);
  const told = await eventually(() => rig.workspace.privateMessages('dana')[before]);
  expect(told.text).toMatch(/I don't know incident #314.*another installation/);
  expect(posted('ops').at(-1)).toMatchObject({ ts, text });
  expect(posted('ops').at(-1)).not.toHaveProperty('edited');
});

it('says in the digest what could not be read and why, and does not call the unread quiet', async () => {
  const digests = () => posted('cloud-costs').filter(({ text }) => /incidents? open/.test(text));
  await rig.step('2026-11-11T08:00:00Z');
  const whole = await eventually(() => digests()[0]);
  expect(wordsOf(whole)).toMatch(/Checked 6 accounts at 07:30 CET\\n/);
  rig.cloud.deny('ce:GetCostAndUsage');
  for (const iso of ['2026-11-12T06:30:00Z', '2026-11-12T08:00:00Z']) await rig.step(iso);
  rig.cloud.allow('ce:GetCostAndUsage');
  const digest = await eventually(() => digests()[1]);
  expect(digest.text).toMatch(/^Costs are as of Wed 11 Nov 07:30 CET; no incidents open\./);

  expect(wordsOf(digest)).toMatch(/Checked 6 accounts at Wed 11 Nov 07:30 CET; not all could be done:/);
  expect(wordsOf(digest)).toMatch(/could not be read: AWS denies ce:GetCostAndUsage/);
  expect(wordsOf(digest)).toMatch(/Wed 11 Nov has not arrived yet/);
});

it('posts each message once where answers are lost, Slack fails, or the bot is killed while it waits', async () => {
  const digestTo = (channel: string) =>
    resettle(rig, (text) => text.replace(/digest: "#[\w-]+"/, `digest: "#${channel}"`));
  const digests = (channel: string) => posted(channel).filter(({ text }) => /incidents? open/.test(text));
  const postsTo = (channel: string) =>
    calls('chat.postMessage').filter(({ args }) => args.channel === rig.workspace.channel(channel).id);
  const before = postsTo('cloud-costs').length;
  const hadDigests = digests('cloud-costs').length;
  // An answer is lost after the message was stored.
  await digestTo('payments');
  await rig.restart('SIGTERM');
  rig.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  for (const iso of ['2026-11-13T06:30:00Z', '2026-11-13T08:00:00Z']) await rig.step(iso);
  await eventually(() => digests('payments')[0]);
  // The bot is killed while it waits for an answer; the message is stored after its death.
  await digestTo('ops');
  await rig.restart('SIGTERM');
  rig.workspace.faults.add({ method: 'chat.postMessage', kind: 'delay', ms: 1200, times: 1 });
  for (const iso of ['2026-11-14T06:30:00Z', '2026-11-14T08:00:00Z']) await rig.step(iso);
  await sleep(500);
  await digestTo('cloud-costs');
  await rig.bot.end('SIGKILL');
  expect(digests('ops')).toEqual([]);
  await rig.restart();
  // Slack fails before it has stored anything.
  rig.workspace.faults.add({ method: 'chat.postMessage', kind: 'error-500', times: 1 });
  for (const iso of ['2026-11-15T06:30:00Z', '2026-11-15T08:00:00Z']) await rig.step(iso);
  await eventually(() => digests('cloud-costs').length > hadDigests);
  await sleep(1000);
  expect(['payments', 'ops', 'cloud-costs'].map((channel) => digests(channel).length)).toEqual([1, 1, hadDigests + 1]);
  expect(postsTo('payments')).toHaveLength(1);
  expect(postsTo('cloud-costs').length - before).toBe(2);
  expect(calls('conversations.history').length).toBeGreaterThanOrEqual(3);
});
