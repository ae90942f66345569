import { afterAll, beforeAll, expect, it } from 'vitest';
import { SETTINGS } from '../../src/demo/organisation.ts';
import { ask, eventually, type Rig, startRig, wordsOf } from './rig.ts';

// One incident's life, told in order: each test stands on the ones before it.
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    now: new Date('2026-11-12T07:00:00Z'),
    pageSize: 5000,
    settings: SETTINGS.replace('minImpact: 25', 'minImpact: 25, remindAbove: 50, escalateTo: S0FINOPS1'),
  });
});
afterAll(async () => {
  await rig?.close();
});

const posted = () => rig.workspace.messages('cloud-costs');
const alert = () => posted().find((message) => wordsOf(message).includes('"incident:') && !message.thread_ts);
const alertThat = (pattern: RegExp) => {
  const found = alert();
  return found && pattern.test(wordsOf(found)) && found;
};
const replies = () => posted().filter(({ thread_ts: thread }) => thread !== undefined && thread === alert()?.ts);
const replyThat = (pattern: RegExp) => replies().find((message) => pattern.test(wordsOf(message)));
const click = (user: string, actionId: string, selected?: string) =>
  rig.workspace.click({
    user,
    channel: 'cloud-costs',
    ts: alert()?.ts ?? '',
    actionId,
    ...(selected === undefined ? {} : { selected }),
  });
const id = (name: string) => rig.workspace.user(name).id;

it('is said to be nobody’s, with what it costs a month at this pace', async () => {
  for (const iso of ['2026-11-12T07:00:00Z', '2026-11-14T06:30:00Z', '2026-11-15T06:30:00Z', '2026-11-15T12:30:00Z'])
    await rig.step(iso);
  const message = await eventually(alert);
  expect(message.text).toMatch(/^\*shop-prod\* costs about \$\d+ more a day \(\$[\d,]+ a month\).* Nobody has it\.$/);
});

it('reminds once, on the next working morning, and mentions the people to escalate to a working day later', async () => {
  await rig.step('2026-11-15T23:00:00Z');
  await rig.step('2026-11-16T07:59:00Z');
  expect(replyThat(/Nobody has this/)).toBeUndefined();
  for (const iso of ['2026-11-16T08:00:00Z', '2026-11-16T08:01:00Z']) await rig.step(iso);
  await eventually(() => replyThat(/Nobody has this/));
  expect(replyThat(/subteam/)).toBeUndefined();
  await rig.step('2026-11-17T08:00:00Z');
  await eventually(() => replyThat(/<!subteam\^S0FINOPS1>/));
  expect(replies().filter((message) => /Nobody has this/.test(wordsOf(message)))).toHaveLength(1);
});

it('is snoozed by a menu, and asks again when the hour is over', async () => {
  await click('dana', 'snooze', '1h');
  await eventually(() => alertThat(new RegExp(`Snoozed until .*10:00 CET by <@${id('dana')}>`)));
  await rig.step('2026-11-17T08:59:00Z');
  expect(alertThat(/Snoozed until/)).toBeTruthy();
  await rig.step('2026-11-17T09:00:00Z');
  await eventually(() => alertThat(/Nobody has it/));
  await eventually(() => replyThat(/snooze/i));
});

it('refuses to be expected until a day that is over, and takes a reason and a day', async () => {
  await click('mira', 'expect');
  const modal = await eventually(() => rig.workspace.modals('mira')[0]);
  expect(JSON.stringify(modal.payload)).toContain('This cause only');
  const submit = (until: string) =>
    rig.workspace.submitView({ user: 'mira', viewId: modal.id, values: { reason: 'a <load> test', until } });
  await submit('2026-11-01');
  expect(JSON.stringify(rig.workspace.modals('mira')[0]?.errors)).toMatch(/2026|past|today/);
  await submit('2026-11-30');
  expect(rig.workspace.modals('mira')).toEqual([]);
  await eventually(() => alertThat(new RegExp(`Expected until 30 Nov by <@${id('mira')}>`)));
  expect(wordsOf(alert() ?? { text: '' })).toContain('a &lt;load&gt; test');
});

it('tells who clicks a control that the message no longer had how things stand, and changes nothing', async () => {
  const before = rig.workspace.privateMessages('dana').length;
  await click('mira', 'unexpect');
  await eventually(() => alertThat(/Nobody has it/));
  await Promise.all([click('dana', 'acknowledge'), click('mira', 'acknowledge')]);
  await eventually(() => alertThat(/> has it/));
  const loser = wordsOf(alert() ?? { text: '' }).includes(`<@${id('mira')}> has it`) ? 'dana' : 'mira';
  const told = await eventually(() => rig.workspace.privateMessages(loser)[loser === 'dana' ? before : 0]);
  expect(told.text).toMatch(/acknowledged/);
});

it('is assigned, and shows to whom and by whom', async () => {
  await click('dana', 'assign', id('mira'));
  await eventually(() => alertThat(new RegExp(`<@${id('mira')}> has it`)));
});

it('puts parts, days and evidence into its thread, once', async () => {
  await click('dana', 'more', 'details');
  const details = await eventually(() => replyThat(/"table"/));
  expect(wordsOf(details)).toMatch(/AWS Lambda/);
  const count = replies().length;
  const before = rig.workspace.privateMessages('dana').length;
  await click('dana', 'more', 'details');
  const told = await eventually(() => rig.workspace.privateMessages('dana')[before]);
  expect(told.text).toMatch(/already/);
  expect(replies()).toHaveLength(count);
});

it('is listed by /cost incidents with who has it, and resolved and opened again with a word in the thread', async () => {
  expect(await ask(rig, 'dana', 'ops', '/cost', 'incidents')).toMatch(new RegExp(`#1 .*${id('mira')}`, 's'));
  await click('dana', 'more', 'resolve');
  await eventually(() => alertThat(new RegExp(`is resolved by <@${id('dana')}>`)));
  await eventually(() => replyThat(/\$\d+ in all/));
  await click('dana', 'reopen');
  await eventually(() => alertThat(new RegExp(`<@${id('mira')}> has it`)));
  await eventually(() => replyThat(/[Oo]pen(ed)? again/));
});

it('says once that the bill is late, and not that all is quiet', async () => {
  for (const iso of ['2026-11-22T06:30:00Z', '2026-11-22T12:30:00Z']) await rig.step(iso);
  const late = () => posted().filter(({ text }) => /bill is late/.test(text));
  await eventually(() => late()[0]);
  expect(late()).toHaveLength(1);
});
