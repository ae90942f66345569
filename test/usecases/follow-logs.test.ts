import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import type { FollowAnswer } from '../../src/usecases/follow-ports.ts';
import { followWorld, MINUTE, request, SECOND, START } from './follow-world.ts';

/** The message of a follow that was begun. */
function placeOf(answer: FollowAnswer) {
  if (answer.kind !== 'following') throw new Error('it was not begun');
  return answer.place;
}

const gapsOf = (edits: readonly { readonly at: number }[], from = START) =>
  edits.map(({ at }, i) => at - (edits[i - 1]?.at ?? from));

/** A follow by Dana that has begun. */
async function followed() {
  const world = followWorld();
  const follows = world.process();
  const place = placeOf(await follows.start(request()));
  return { ...world, follows, place };
}

describe('what a follow shows', () => {
  test('begins with what was there, as a direct message to the asker', async () => {
    const world = followWorld();
    world.logs.write('before', -MINUTE);
    const answer = await world.process().start(request());
    expect(answer).toMatchObject({ kind: 'following', until: new Date(START + 10 * MINUTE) });
    expect(world.slack.posts).toMatchObject([
      { where: { user: 'U0DANA' }, state: { lines: [{ text: 'before' }], linesSoFar: 1, by: 'U0DANA' } },
    ]);
  });

  test('begins in the thread it is asked to', async () => {
    const world = followWorld();
    const thread = { channel: 'C0OPS', ts: '9.9' };
    await world.process().start(request('U0DANA', { thread }));
    expect(world.slack.posts).toMatchObject([{ where: { thread } }]);
  });

  test('goes on with each new line once, late ones where they belong', async () => {
    const { logs, slack, go } = await followed();
    logs.write('one', SECOND);
    logs.write('late', 2 * SECOND, 20 * SECOND);
    logs.write('two', 4 * SECOND);
    await go(10 * SECOND);
    expect(slack.texts()).toEqual(['one', 'two']);
    await go(30 * SECOND);
    expect(slack.texts()).toEqual(['one', 'late', 'two']);
    expect(slack.last()).toMatchObject({ linesSoFar: 3, trouble: undefined, ended: undefined });
  });

  test('asks every three seconds for what came since, two minutes back', async () => {
    const { logs, go } = await followed();
    await go(5 * MINUTE);
    const [, ...queries] = logs.queries;
    expect(queries).toHaveLength(100);
    const { at, window } = queries.at(-1) ?? queries[0] ?? expect.unreachable();
    expect(at - window.to.getTime()).toBe(0);
    expect(window.to.getTime() - window.from.getTime()).toBe(2 * MINUTE + 3 * SECOND);
  });

  test('reads behind people who wait, but for the first time, when someone does', async () => {
    const { logs, go } = await followed();
    await go(10 * SECOND);
    expect(logs.queries.map(({ background }) => background)).toEqual([false, true, true, true]);
  });

  test('of errors, the lines that look like one', async () => {
    const world = followWorld();
    const filter = { kind: 'errors', pattern: '?ERROR ?error', words: 'errors' } as const;
    await world.process().start(request('U0DANA', { question: { ...request().question, filter } }));
    world.logs.write('ERROR it broke', SECOND);
    world.logs.write('errors=0', SECOND);
    await world.go(10 * SECOND);
    expect(world.slack.texts()).toEqual(['ERROR it broke']);
    expect(world.logs.queries.at(-1)?.pattern).toBe('?ERROR ?error');
  });

  test('hides secrets, and counts them', async () => {
    const { logs, slack, go } = await followed();
    const secret = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');
    logs.write(`key ${secret} used`, SECOND);
    await go(10 * SECOND);
    expect(JSON.stringify(slack.edits)).not.toContain(secret);
    expect(slack.last()).toMatchObject({ hidden: 1, linesSoFar: 1 });
  });

  test('holds the newest lines of some 9,000 characters, and counts all', async () => {
    const { logs, slack, go } = await followed();
    for (let i = 0; i < 300; i++) logs.write(`${i} ${'x'.repeat(100)}`, SECOND + i);
    await go(10 * SECOND);
    const { lines = [], linesSoFar } = slack.last() ?? {};
    expect(linesSoFar).toBe(300);
    expect(lines.at(-1)?.text).toMatch(/^299 /);
    expect(lines.reduce((all, { text }) => all + text.length + 1, 0)).toBeLessThanOrEqual(9_000);
    expect(lines.length).toBeGreaterThan(70);
  });

  test('says that lines are left out where they come faster than they can be read', async () => {
    const { logs, slack, go } = await followed();
    for (let i = 0; i < 5000; i++) logs.write(`${i}`, 10 * SECOND + i / 5);
    await go(20 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: expect.stringContaining('some are left out') });
  });
});

describe('the pace of a follow', () => {
  test('over a minute of steady lines no two edits lie within six seconds, and every line is soon there', async () => {
    const { logs, slack, go } = await followed();
    for (let i = 0; i < 120; i++) logs.write(`line ${i}`, i * 500 + 10);
    await go(70 * SECOND);
    expect(Math.min(...gapsOf(slack.edits))).toBeGreaterThanOrEqual(6 * SECOND);
    expect(slack.edits.length).toBeGreaterThanOrEqual(9);
    expect(slack.last()?.linesSoFar).toBe(120);
    const delays = logs.lines.map(({ at, text }) => {
      const shown = slack.edits.find(({ state }) => state.lines.some((line) => line.text === text));
      return (shown?.at ?? Number.POSITIVE_INFINITY) - at.getTime();
    });
    expect(Math.max(...delays)).toBeLessThanOrEqual(10 * SECOND);
    expect(delays.sort((a, b) => a - b)[60]).toBeLessThanOrEqual(8 * SECOND);
  });

  test('with nothing new it is edited once a minute, for the time of its update', async () => {
    const { slack, go } = await followed();
    await go(5 * MINUTE + SECOND);
    expect(slack.edits).toHaveLength(5);
    expect(Math.max(...gapsOf(slack.edits))).toBeLessThanOrEqual(MINUTE);
    expect(slack.edits.every(({ at, state }) => at - state.updatedAt.getTime() <= 3 * SECOND)).toBe(true);
  });

  test('while alerts wait it is not edited; then once, with the newest state', async () => {
    const { logs, slack, set, go } = await followed();
    set.busy = true;
    for (let i = 0; i < 30; i++) logs.write(`line ${i}`, i * SECOND + 10);
    await go(30 * SECOND);
    expect(slack.edits).toEqual([]);
    set.busy = false;
    await go(SECOND);
    expect(slack.edits).toHaveLength(1);
    expect(slack.last()?.linesSoFar).toBeGreaterThanOrEqual(27);
  });

  test('where it cannot be told whether alerts wait, none is edited', async () => {
    const { logs, slack, set, go, entries } = await followed();
    Object.defineProperty(set, 'busy', {
      get: () => {
        throw new Error('the database is locked');
      },
    });
    logs.write('line', SECOND);
    await go(10 * SECOND);
    expect(slack.edits).toEqual([]);
    expect(entries.some(({ level }) => level === 'error')).toBe(true);
  });

  test('a 429 keeps every follow from editing for as long as Slack asks, and none from reading', async () => {
    const { logs, slack, follows, go } = await followed();
    await follows.start(request('U0MIRA'));
    for (let i = 0; i < 60; i++) logs.write(`line ${i}`, i * SECOND + 10);
    slack.answer = { outcome: 'rate-limited', retryAfterMs: 30 * SECOND };
    await go(7 * SECOND);
    expect(slack.refused).toHaveLength(1);
    slack.answer = undefined;
    const reads = logs.queries.length;
    await go(28 * SECOND);
    expect(slack.edits).toEqual([]);
    expect(logs.queries.length - reads).toBeGreaterThanOrEqual(16);
    await go(3 * SECOND);
    expect(slack.edits).toHaveLength(2);
    expect(slack.last()?.linesSoFar).toBeGreaterThan(30);
  });

  test('an edit that Slack refuses or does not answer is tried again, ever less often', async () => {
    const { logs, slack, go } = await followed();
    logs.write('line', SECOND);
    slack.answer = { outcome: 'unsure', reason: 'no answer' };
    await go(2 * MINUTE);
    expect(slack.refused.length).toBeLessThanOrEqual(6);
    slack.answer = undefined;
    await go(MINUTE);
    expect(slack.texts()).toEqual(['line']);
  });
});

describe('trouble', () => {
  test('a refusal of AWS is said in the message, and it goes on trying, ever less often', async () => {
    const { logs, slack, go } = await followed();
    logs.fails = new UserError('The role lacks logs:FilterLogEvents.');
    await go(10 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: 'The role lacks logs:FilterLogEvents.', ended: undefined });
    const reads = logs.queries.length;
    await go(2 * MINUTE);
    expect(logs.queries.length - reads).toBeLessThanOrEqual(5);
    logs.fails = undefined;
    logs.write('back', SECOND);
    await go(90 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: undefined, lines: [{ text: 'back' }] });
  });

  test('an error that is not theirs to mend is logged, not shown', async () => {
    const { logs, slack, go, entries } = await followed();
    logs.fails = new Error('ECONNRESET at 10.0.0.1');
    await go(10 * SECOND);
    expect(slack.last()?.trouble).toMatch(/could not be read/);
    expect(slack.last()?.trouble).not.toContain('10.0.0.1');
    expect(entries.some(({ facts }) => facts.reason === 'ECONNRESET at 10.0.0.1')).toBe(true);
  });

  test('a throttled read is said, and what it did not reach is read again', async () => {
    const { logs, slack, go } = await followed();
    logs.cut = 'throttled';
    logs.write('line', SECOND);
    await go(10 * SECOND);
    expect(slack.last()).toMatchObject({
      trouble: expect.stringContaining('more slowly'),
      lines: [{ text: 'line' }],
    });
    logs.cut = undefined;
    await go(30 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: undefined, linesSoFar: 1 });
  });

  test.each([
    ['the first read fails', { fails: new UserError('CloudWatch does not take the filter') }, undefined, /the filter/],
    ['Slack refuses the message', {}, { outcome: 'refused', reason: 'no such user', final: false }, /no such user/],
    ['Slack asks to wait', {}, { outcome: 'rate-limited', retryAfterMs: 2500 }, /wait 3 s/],
    ['Slack does not answer', {}, { outcome: 'unsure', reason: 'no answer' }, /nothing is followed/],
  ] as const)('where %s, nothing is begun, and the place is free again', async (_, broken, answer, words) => {
    const { logs, slack, process, go } = followWorld();
    const follows = process();
    Object.assign(logs, broken);
    slack.answer = answer;
    for (let i = 0; i < 3; i++) {
      const thrown: unknown = await follows.start(request()).catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(UserError);
      expect((thrown as UserError).message).toMatch(words);
    }
    expect(slack.posts).toEqual([]);
    await go(MINUTE);
    expect(slack.edits).toEqual([]);
  });
});

describe('two at once', () => {
  test('a third is told who has them until when, and begins once one is over', async () => {
    const { follows, place, go } = await followed();
    await go(MINUTE);
    await follows.start(request('U0MIRA'));
    expect(await follows.start(request('U0TOM'))).toEqual({
      kind: 'full',
      running: [
        { by: 'U0DANA', until: new Date(START + 10 * MINUTE) },
        { by: 'U0MIRA', until: new Date(START + 11 * MINUTE) },
      ],
      zone: 'Europe/Berlin',
    });
    await follows.stop(place, 'U0DANA');
    await go(SECOND);
    expect(await follows.start(request('U0TOM'))).toMatchObject({ kind: 'following' });
  });

  test('of three requests in one moment, two begin', async () => {
    const follows = followWorld().process();
    const answers = await Promise.all(['U0A', 'U0B', 'U0C'].map((user) => follows.start(request(user))));
    expect(answers.map(({ kind }) => kind)).toEqual(['following', 'following', 'full']);
  });
});

describe('the end', () => {
  test('Stop ends it at once, says by whom, and nothing is read or edited after', async () => {
    const { logs, slack, follows, place, go } = await followed();
    logs.write('line', SECOND);
    await go(7 * SECOND);
    await follows.stop(place, 'U0MIRA');
    await go(100);
    expect(slack.last()).toMatchObject({ ended: { why: 'stopped', by: 'U0MIRA' }, lines: [{ text: 'line' }] });
    const before = [logs.queries.length, slack.edits.length];
    await go(20 * MINUTE);
    expect([logs.queries.length, slack.edits.length]).toEqual(before);
    await expect(follows.stop(place, 'U0DANA')).rejects.toThrow('is over');
    await expect(follows.extend(place, 'U0DANA')).rejects.toThrow('is over');
  });

  test('after ten minutes it says that they are over', async () => {
    const { slack, go } = await followed();
    await go(10 * MINUTE - SECOND);
    expect(slack.last()?.ended).toBeUndefined();
    await go(10 * SECOND);
    expect(slack.last()?.ended).toEqual({ why: 'time' });
    expect(Math.min(...gapsOf(slack.edits))).toBeGreaterThanOrEqual(6 * SECOND);
  });

  test('+10 min is shown, and it lasts twenty', async () => {
    const { slack, follows, place, go } = await followed();
    await go(5 * MINUTE);
    await follows.extend(place, 'U0DANA');
    await go(7 * SECOND);
    expect(slack.last()?.until).toEqual(new Date(START + 20 * MINUTE));
    await go(14 * MINUTE);
    expect(slack.last()?.ended).toBeUndefined();
    await go(2 * MINUTE);
    expect(slack.last()?.ended).toEqual({ why: 'time' });
  });

  test('+10 min is refused beyond an hour in all', async () => {
    const { slack, follows, place, go } = await followed();
    for (let i = 0; i < 5; i++) await follows.extend(place, 'U0DANA');
    await expect(follows.extend(place, 'U0DANA')).rejects.toThrow('an hour at most');
    await go(59 * MINUTE);
    await expect(follows.extend(place, 'U0DANA')).rejects.toThrow('an hour at most');
    expect(slack.last()).toMatchObject({ ended: undefined, until: new Date(START + 60 * MINUTE) });
    await go(2 * MINUTE);
    expect(slack.last()?.ended).toEqual({ why: 'time' });
  });

  test('the process stops: every message says so, though alerts wait, and none begins any more', async () => {
    const { slack, set, follows, go, memory } = await followed();
    await follows.start(request('U0MIRA'));
    set.busy = true;
    const closed = follows.close();
    await go(0);
    await closed;
    expect(slack.edits.map(({ state }) => state.ended)).toEqual([{ why: 'shutdown' }, { why: 'shutdown' }]);
    expect(await memory.recall('follows')).toEqual({});
    await expect(follows.start(request())).rejects.toThrow('stopping');
    await go(20 * MINUTE);
    expect(slack.edits).toHaveLength(2);
  });

  test('a process that stops waits three seconds for Slack at most', async () => {
    const { slack, follows, go } = await followed();
    slack.edit = () => new Promise(() => undefined);
    let isClosed = false;
    void follows.close().then(() => {
      isClosed = true;
    });
    await go(2_900);
    expect(isClosed).toBe(false);
    await go(200);
    expect(isClosed).toBe(true);
  });

  test('the message is deleted: it ends without a word, and its place is free', async () => {
    const { logs, slack, follows, go, memory } = await followed();
    logs.write('line', SECOND);
    slack.answer = { outcome: 'refused', reason: 'The message was deleted in Slack.', final: true };
    await go(10 * SECOND);
    const reads = logs.queries.length;
    await go(MINUTE);
    expect(logs.queries).toHaveLength(reads);
    expect(slack.refused).toHaveLength(1);
    expect(await memory.recall('follows')).toEqual({});
    slack.answer = undefined;
    await follows.start(request());
    expect(await follows.start(request())).toMatchObject({ kind: 'following' });
  });

  test('a last edit that fails is tried again, after alerts and after what Slack asks to wait', async () => {
    const { slack, set, follows, place, go, memory } = await followed();
    slack.answer = { outcome: 'rate-limited', retryAfterMs: 20 * SECOND };
    await follows.stop(place, 'U0DANA');
    await go(SECOND);
    slack.answer = undefined;
    set.busy = true;
    await go(MINUTE);
    expect(slack.edits).toEqual([]);
    set.busy = false;
    await go(SECOND);
    expect(slack.edits.map(({ state }) => state.ended)).toEqual([{ why: 'stopped', by: 'U0DANA' }]);
    expect(await memory.recall('follows')).toEqual({});
  });
});

describe('rights', () => {
  test('who may not see the logs cannot begin', async () => {
    const world = followWorld();
    world.set.refusals.set('U0DANA', 'guests may not see logs.');
    await expect(world.process().start(request())).rejects.toThrow('guests may not');
    expect([world.logs.queries, world.slack.posts]).toEqual([[], []]);
  });

  test('once the asker loses them, it ends within a minute, and what was shown is taken away', async () => {
    const { logs, slack, set, go } = await followed();
    logs.write('line', SECOND);
    await go(10 * SECOND);
    set.refusals.set('U0DANA', 'no');
    await go(MINUTE);
    expect(slack.last()).toMatchObject({ ended: { why: 'rights' }, lines: [] });
    const reads = logs.queries.length;
    await go(MINUTE);
    expect(logs.queries).toHaveLength(reads);
  });

  test.each(['stop', 'extend'] as const)('%s by someone who may not see the logs is refused', async (click) => {
    const { slack, set, follows, place, go } = await followed();
    set.refusals.set('U0GUS', 'guests may not see logs.');
    await expect(follows[click](place, 'U0GUS')).rejects.toThrow('guests may not');
    await go(2 * MINUTE);
    expect(slack.last()).toMatchObject({ ended: undefined, until: new Date(START + 10 * MINUTE) });
  });

  test.each(['stop', 'extend'] as const)('%s by an asker who lost them ends it', async (click) => {
    const { slack, set, follows, place, go } = await followed();
    set.refusals.set('U0DANA', 'no');
    await follows[click](place, 'U0DANA').catch(() => undefined);
    await go(10 * SECOND);
    expect(slack.last()).toMatchObject({ ended: { why: 'rights' }, lines: [] });
  });

  test('while they cannot be checked nothing is read, and that is said', async () => {
    const { logs, slack, set, go } = await followed();
    set.rightsFail = true;
    await go(70 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: expect.stringContaining('may still be shown'), ended: undefined });
    const reads = logs.queries.length;
    await go(MINUTE);
    expect(logs.queries).toHaveLength(reads);
    set.rightsFail = false;
    logs.write('line', SECOND);
    await go(20 * SECOND);
    expect(slack.last()).toMatchObject({ trouble: undefined, lines: [{ text: 'line' }] });
  });

  test("one may stop one's own also while they cannot be checked", async () => {
    const { slack, set, follows, place, go } = await followed();
    set.rightsFail = true;
    await follows.stop(place, 'U0DANA');
    await go(100);
    expect(slack.last()?.ended).toEqual({ why: 'stopped', by: 'U0DANA' });
  });
});

describe('after a crash', () => {
  /** A follow that has shown a line, whose process is gone: here it is only never heard of again. */
  async function crashed() {
    const world = await followed();
    world.logs.write('a line', SECOND);
    await world.go(10 * SECOND);
    world.slack.edits.length = 0;
    const left = await world.memory.recall('follows');
    // The process that goes on in this one must not be taken for the next.
    await world.follows.close();
    world.slack.edits.length = 0;
    await world.memory.remember('follows', left);
    return { ...world, left };
  }

  test('its message says that Billhook was restarted, with the lines it had; once', async () => {
    const { slack, place, process, go, memory, logs } = await crashed();
    await go(MINUTE);
    logs.write('after the crash', 0);
    await process().wake();
    await go(SECOND);
    expect(logs.queries.at(-1)?.background).toBe(true);
    expect(slack.edits).toMatchObject([
      { place, state: { ended: { why: 'restart' }, linesSoFar: 1, lines: [{ text: 'a line' }] } },
    ]);
    expect(slack.last()?.until).toEqual(new Date(START + 10 * MINUTE));
    expect(await memory.recall('follows')).toEqual({});
    await process().wake();
    await go(MINUTE);
    expect(slack.edits).toHaveLength(1);
  });

  test('no log line was kept in the database', async () => {
    const { left } = await crashed();
    expect(JSON.stringify(left)).toContain('orders-poller');
    expect(JSON.stringify(left)).not.toContain('a line');
  });

  test.each([
    [
      'the asker may not see them any more',
      (world: { set: { refusals: Map<string, string> } }) => world.set.refusals.set('U0DANA', 'no'),
    ],
    [
      'AWS refuses',
      (world: { logs: { fails: Error | undefined } }) => Object.assign(world.logs, { fails: new Error('no') }),
    ],
  ])('where %s, the message is ended without lines', async (_, change) => {
    const world = await crashed();
    change(world);
    await world.process().wake();
    await world.go(SECOND);
    expect(world.slack.edits).toMatchObject([{ state: { ended: { why: 'restart' }, lines: [] } }]);
  });

  test('alerts go first, and a follow can begin meanwhile', async () => {
    const { slack, set, process, go, memory } = await crashed();
    set.busy = true;
    const follows = process();
    await follows.wake();
    await follows.start(request('U0MIRA'));
    await go(20 * SECOND);
    expect(slack.edits).toEqual([]);
    expect(Object.keys((await memory.recall('follows')) as object)).toHaveLength(2);
    set.busy = false;
    await go(SECOND);
    expect(slack.edits[0]?.state.ended).toEqual({ why: 'restart' });
    expect(Object.keys((await memory.recall('follows')) as object)).toHaveLength(1);
  });

  test('what had ended keeps its reason', async () => {
    const { slack, follows, place, process, go, memory } = await followed();
    slack.answer = { outcome: 'unsure', reason: 'no answer' };
    await follows.stop(place, 'U0DANA');
    await go(SECOND);
    const left = await memory.recall('follows');
    await follows.close();
    slack.answer = undefined;
    await memory.remember('follows', left);
    await process().wake();
    await go(SECOND);
    expect(slack.last()?.ended).toEqual({ why: 'stopped', by: 'U0DANA' });
  });

  test.each([['nothing'], [{ 'C 1': { place: { channel: 'C' } } }], [null], [[1, 2]]])(
    'what cannot be read of an earlier version is left, and keeps nothing from beginning: %j',
    async (left) => {
      const world = followWorld();
      await world.memory.remember('follows', left);
      const follows = world.process();
      await follows.wake();
      expect(await follows.start(request())).toMatchObject({ kind: 'following' });
      await world.go(MINUTE);
      expect(world.slack.edits).toHaveLength(1);
    },
  );
});
