import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Day, dayOf, daysUntil } from '../../src/domain/day.ts';
import { ask, eventually, type Rig, startRig, wordsOf } from './rig.ts';

// One story a transport, told in order: each test stands on the ones before it.
describe.each(['socket', 'http'] as const)('the main job over %s', (transport) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ now: new Date('2026-11-12T07:00:00Z'), transport });
  });
  afterAll(async () => {
    await rig?.close();
  });

  const posted = () => rig.workspace.messages('cloud-costs');
  const alert = () =>
    posted().find(
      (message) => wordsOf(message).includes('"data_visualization"') && wordsOf(message).includes('shop-prod'),
    );
  const story = () => rig.scenario.stories.find(({ name }) => name === 'orders-poller');
  const paid = () => rig.cloud.requests.filter(({ service }) => service === 'ce').length;

  it('greets with one message and no flood, within the day’s cap of requests', async () => {
    await rig.step('2026-11-12T07:00:00Z');
    const first = await eventually(() => posted()[0]);
    expect(first.text).toMatch(/I have read .* of 6 accounts \(\d+ requests, \$\d/);
    expect(wordsOf(first)).toContain('What began before today will not be posted');
    expect(posted()).toHaveLength(1);
    expect(paid()).toBeLessThanOrEqual(100);
  });

  it('posts nothing while nothing happens, and goes on with the backfill the next day', async () => {
    const before = paid();
    await rig.step('2026-11-13T06:30:00Z');
    expect(paid()).toBeGreaterThan(before + 20);
    expect(alert()).toBeUndefined();
  });

  it('finds orders-poller within two days of its beginning, and says what, how much, since when and where', async () => {
    for (const iso of ['2026-11-14T06:30:00Z', '2026-11-14T12:30:00Z', '2026-11-15T06:30:00Z', '2026-11-15T12:30:00Z'])
      await rig.step(iso);
    const message = await eventually(alert);
    expect(message.text).toMatch(/^\*shop-prod\* costs about \$\d+ more a day .* Nobody has it\.$/);
    expect(wordsOf(message)).toContain('Since*\\nFri 13 Nov (UTC)');
    expect(wordsOf(message)).toContain('444455556666');
    expect(wordsOf(message)).toMatch(/is usual for a/);
    expect(wordsOf(message)).toMatch(/bill as of 14 Nov/);
  });

  it('keeps the message true as the figures come in, within a tenth of what the story costs after the discount', async () => {
    for (const iso of ['2026-11-15T18:30:00Z', '2026-11-16T06:30:00Z', '2026-11-16T18:30:00Z']) await rig.step(iso);
    const message = await eventually(() => {
      const found = alert();
      return found?.edited && found;
    });
    await eventually(() => /about \$9\d more a day/.test(alert()?.text ?? ''));
    const perDay = Number(/about \$(\d+) more a day/.exec(alert()?.text ?? '')?.[1]);
    const truth = ((story()?.perDay ?? 0) / 1e6) * 0.94;
    expect(Math.abs(perDay - truth)).toBeLessThan(truth / 10);
    expect(wordsOf(message)).toMatch(/Lambda \+\$.*DynamoDB \+\$.*EC2 - Other \+\$.*CloudWatch \+\$/);
    expect(posted().filter(({ text }) => text.startsWith('*shop-prod* costs'))).toHaveLength(1);
  });

  it('lets one of two racing clicks win, shows it in the message, and tells the other privately', async () => {
    const message = alert();
    expect(message).toBeDefined();
    const click = (user: string) =>
      rig.workspace.click({ user, channel: 'cloud-costs', ts: message?.ts ?? '', actionId: 'acknowledge' });
    const before = (user: string) => rig.workspace.privateMessages(user).length;
    const had = { dana: before('dana'), mira: before('mira') };
    const deliveries = await Promise.all([click('dana'), click('mira')]);
    expect(deliveries.every(({ acked }) => acked)).toBe(true);
    const edited = await eventually(() => {
      const found = alert();
      return found && wordsOf(found).includes('Acknowledged by') && found;
    });
    const winner = /Acknowledged by <@(\w+)> at \d+ Nov \d\d:\d\d CET/.exec(wordsOf(edited))?.[1];
    expect([rig.workspace.user('dana').id, rig.workspace.user('mira').id]).toContain(winner);
    expect(wordsOf(edited)).not.toContain('"acknowledge"');
    const loser = winner === rig.workspace.user('dana').id ? 'mira' : 'dana';
    const told = await eventually(() => rig.workspace.privateMessages(loser)[had[loser]]);
    expect(told.text).toMatch(new RegExp(`<@${winner}> acknowledged it at .*Nothing was done`));
    expect(posted().filter(({ text }) => text.startsWith('*shop-prod* costs'))).toHaveLength(1);
  });

  it('posts the digest at nine o’clock local time, once, with the settled day, yesterday so far and the incident', async () => {
    const digests = () => posted().filter(({ text }) => text.startsWith('Spend '));
    const before = digests().length;
    for (const iso of ['2026-11-17T00:30:00Z', '2026-11-17T06:30:00Z', '2026-11-17T07:59:00Z']) await rig.step(iso);
    expect(digests()).toHaveLength(before);
    await rig.step('2026-11-17T08:00:00Z');
    const digest = await eventually(() => digests()[before]);
    await rig.step('2026-11-17T08:01:00Z');
    await rig.step('2026-11-17T11:00:00Z');
    expect(digests()).toHaveLength(before + 1);
    expect(digest.text).toMatch(/1 incident open\. Sun 15 Nov \(UTC\): \$[\d,]+, usual Sunday \$[\d,]+ ± /);
    expect(wordsOf(digest)).toMatch(/Mon 16 Nov so far \$/);
    expect(wordsOf(digest)).toMatch(/Month to 15 Nov \$/);
    expect(wordsOf(digest)).toMatch(/shop-prod AWS Lambda \+\$\d+: #\d/);
    expect(wordsOf(digest)).toMatch(/Apart this month: .*tax \$/);
    expect(wordsOf(digest)).toMatch(/Checked 6 accounts at \d\d:\d\d CET/);
  });

  it('answers /cost from the ledger alone, in keeping with the organisation’s truth', async () => {
    const before = paid();
    const answer = await ask(rig, 'dana', 'ops', '/cost', 'lambda');
    expect(paid()).toBe(before);
    const [, from, through, total] =
      /AWS Lambda, (\d+)–(\d+) Nov \(UTC, 14 settled days\): \$([\d,]+)/.exec(answer) ?? [];
    const day = (date: string | undefined) => `2026-11-${date?.padStart(2, '0')}` as Day;
    const truth = daysUntil(day(from), addDays(day(through), 1))
      .flatMap((one) => rig.scenario.linesOf(one))
      .filter(({ service, recordType }) => service === 'AWS Lambda' && /Usage$/.test(recordType))
      .reduce((sum, { netAmortized }) => sum + netAmortized, 0);
    // The youngest settled day may still gain half a per cent of itself.
    expect(Math.abs(Number(total?.replaceAll(',', '')) / (truth / 1e6) - 1)).toBeLessThan(0.001);
    expect(answer).toContain('"data_visualization"');
    expect(answer).toContain('"table"');
    expect(answer).toMatch(/a day of it is shop-prod: .*\(#\d\)/);
    expect(answer).toMatch(/Net amortized USD/i);
  });

  it.each([
    ['lamda', /I don't know a service \\?"lamda\\?"\. Did you mean `\/cost AWS Lambda`\?/],
    ['lambda 12d', /I don't know the period \\?"12d\\?"\. Try `7d`/],
    ['s3 30d', /Amazon Simple Storage Service, \d+ Oct – \d+ Nov \(UTC, 30 settled days\)/],
    ['', /All services, \d+–\d+ Nov/],
  ])('answers /cost %s in words', async (text, words) => {
    expect(await ask(rig, 'dana', 'ops', '/cost', text)).toMatch(words);
  });

  it('acknowledges help with the help itself', async () => {
    for (const command of ['/cost', '/logs']) {
      const { acked } = await rig.workspace.slash({ user: 'dana', channel: 'ops', command, text: 'help' });
      expect(acked).toBe(true);
    }
    const helps = rig.workspace
      .privateMessages('dana')
      .slice(-2)
      .map(({ text }) => text);
    expect(helps).toEqual(['How to ask for costs', 'How to read logs']);
  });

  it('shows what a function did, by invocation, with an honest footer', async () => {
    const answer = await ask(rig, 'dana', 'ops', '/logs', 'orders-poller 15m');
    expect(answer).toMatch(/orders-poller.*\d+ invocations, .*p50 .*p95/);
    expect(answer).toMatch(/invocations shown, .*; the whole follows as a file/);
    expect(answer).toMatch(/[\d,]+ of [\d,]+ lines shown/);
    expect(answer).toContain('CET');
    expect(answer).toContain('UTC');
    const few = await ask(rig, 'dana', 'ops', '/logs', 'orders-poller 1m "cursor stored"');
    expect(few).toMatch(/lines shown.* · complete · late events possible/);
  });

  it.each([
    [
      'dana',
      'cloud-costs',
      'orders-poller',
      /may not show the logs of orders-poller.*logs\.allow.*channels: \[\\?"#cloud-costs\\?"\]/,
    ],
    ['gus', 'payments', 'orders-poller', /guests may not see logs/],
    ['dana', 'ops', 'orders-poler', /Did you mean `\/logs orders-poller`/],
    ['dana', 'ops', 'orders-poller 5x', /\\?"5x\\?" is not a window/],
    ['dana', 'ops', '', /Which function\?/],
    ['dana', 'ops', 'orders-poller 1h { $.level', /has no closing brace/],
  ])('refuses %s in #%s /logs %s in words', async (user, channel, text, words) => {
    expect(await ask(rig, user, channel, '/logs', text)).toMatch(words);
  });

  it('stops cleanly, and says nothing again when it starts', async () => {
    const count = posted().length;
    await rig.restart();
    await rig.step('2026-11-17T11:10:00Z');
    expect(posted()).toHaveLength(count);
    expect(dayOf(rig.now())).toBe('2026-11-17');
  });
});
