import type { RespondFn } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { telling } from '../../src/slack/answers.ts';
import type { View } from '../../src/slack/blocks.ts';
import type { Tell } from '../../src/slack/commands/command.ts';
import { createSearches } from '../../src/slack/searches.ts';
import { searchingView } from '../../src/slack/views/logs/searching.ts';
import type { LogProgress } from '../../src/usecases/ports.ts';
import { logForTest } from '../usecases/world.ts';

const DANA = 'U0DANA';
const MIRA = 'U0MIRA';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A search that lasts until it is ended, and what was told of it meanwhile. */
function search(searches = createSearches(), user = DANA, tell?: Tell) {
  const told: View[] = [];
  const on: { signal?: AbortSignal; progress: (at: LogProgress) => void } = { progress: () => undefined };
  const ends = { end: (_answer: string) => {}, fail: (_error: Error) => {} };
  const work = new Promise<string>((end, fail) => Object.assign(ends, { end, fail }));
  const ids: string[] = [];
  const answer = searches.run(
    {
      user,
      tell: tell ?? (async (interim) => void told.push(interim)),
      looks: (id, at) => {
        ids.push(id);
        return searchingView({ kind: 'searching', name: 'poller', ...at }, id);
      },
    },
    ({ signal, progress }) => {
      Object.assign(on, { signal, progress });
      return work;
    },
  );
  return { searches, on, ids, answer, ...ends, texts: () => told.map(({ text }) => text) };
}

describe('how far a search is', () => {
  test('is not said of one that is answered within 1.2 s', async () => {
    const { answer, end, texts } = search();
    await vi.advanceTimersByTimeAsync(1_199);
    end('done');
    expect(await answer).toBe('done');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(texts()).toEqual([]);
  });

  test('is said then, and once more where it takes long, as it stands at the time; no more often', async () => {
    const { on, texts } = search();
    on.progress({ share: 0.1, lines: 900 });
    await vi.advanceTimersByTimeAsync(1_200);
    expect(texts()).toEqual(['*poller*: looking… 10 % of the window searched, 900 lines so far']);
    on.progress({ share: 0.42, lines: 3_200 });
    await vi.advanceTimersByTimeAsync(6_799);
    expect(texts()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(texts()[1]).toBe('*poller*: looking… 42 % of the window searched, 3,200 lines so far');
    await vi.advanceTimersByTimeAsync(300_000);
    expect(texts()).toHaveLength(2);
  });

  test('is said before anything was searched, too', async () => {
    const { texts } = search();
    await vi.advanceTimersByTimeAsync(1_200);
    expect(texts()).toEqual(['*poller*: looking… 0 % of the window searched, 0 lines so far']);
  });

  test('is no more said of one that failed', async () => {
    const { answer, fail, texts } = search();
    fail(new Error('no'));
    await expect(answer).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(texts()).toEqual([]);
  });

  test('takes two of the five uses of a response_url at most, and never the place of an alert', async () => {
    const { log } = logForTest();
    const sent: unknown[] = [];
    const respond = (async (message: unknown) => void sent.push(message)) as unknown as RespondFn;
    const tell = telling(respond, log);
    for (let i = 0; i < 3; i++) search(createSearches(), DANA, tell);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toMatchObject([
      { response_type: 'ephemeral', replace_original: false },
      { response_type: 'ephemeral', replace_original: false },
    ]);
  });

  test('is not missed where it cannot be said', async () => {
    const { log, entries } = logForTest();
    const respond = (() => Promise.reject(new Error('expired'))) as unknown as RespondFn;
    const { answer, end } = search(createSearches(), DANA, telling(respond, log));
    await vi.advanceTimersByTimeAsync(1_200);
    end('done');
    expect(await answer).toBe('done');
    expect(entries).toMatchObject([{ level: 'warn' }]);
  });
});

describe('Cancel', () => {
  test('ends the search of the one who asked, and nobody else can', async () => {
    const { searches, on, ids, answer, end } = search();
    await vi.advanceTimersByTimeAsync(1_200);
    const [id = ''] = ids;
    expect(searches.cancel(id, MIRA)).toBe(false);
    expect(on.signal?.aborted).toBe(false);
    expect(searches.cancel(id, DANA)).toBe(true);
    expect(on.signal?.aborted).toBe(true);
    end('what was read so far');
    expect(await answer).toBe('what was read so far');
  });

  test('ends one of several alone', async () => {
    const first = search();
    const second = search(first.searches);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(first.ids[0]).not.toBe(second.ids[0]);
    first.searches.cancel(second.ids[0] ?? '', DANA);
    expect([first.on.signal?.aborted, second.on.signal?.aborted]).toEqual([false, true]);
  });

  test('of one that is over, or of none, ends nothing', async () => {
    const { searches, ids, answer, end } = search();
    await vi.advanceTimersByTimeAsync(1_200);
    end('done');
    await answer;
    expect([searches.cancel(ids[0] ?? '', DANA), searches.cancel('', DANA)]).toEqual([false, false]);
  });

  test('comes to all where the process ends', async () => {
    const { searches, on } = search();
    const other = search(searches, MIRA);
    searches.cancelAll();
    expect([on.signal?.aborted, other.on.signal?.aborted]).toEqual([true, true]);
  });
});
