import path from 'node:path';
import { expect, test } from 'vitest';
import { createDetector } from '../src/detector.ts';
import { ORDINARY } from '../src/domain/detection/sensitivity.ts';
import { createLedger } from '../src/store/ledger.ts';
import type { DetectorRequest } from '../src/usecases/detector.ts';
import { at, day, folderForTest, storeForTest } from './store/fixtures.ts';
import { detectorOver, fillLedger, LAMBDA, SHOP, usual } from './usecases/world.ts';

const REQUEST: DetectorRequest = {
  read: {
    window: { from: day('2026-07-01'), end: day('2026-11-21') },
    currency: 'USD',
    metric: 'amortized',
    now: at('2026-11-20T08:00:00Z'),
  },
  judge: {
    from: day('2026-11-01'),
    today: day('2026-11-20'),
    known: [],
    sensitivities: ORDINARY,
    expected: [],
    currency: 'USD',
    metric: 'amortized',
  },
};

async function filledStore() {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = storeForTest(file);
  const price = (account: string, service: string, on: string) =>
    usual(account, service) + (account === SHOP && service === LAMBDA && on >= '2026-11-16' ? 200 : 0);
  await fillLedger(createLedger(store), '2026-07-01', '2026-11-19', price, ['2026-11-20T07:00:00Z']);
  return { file, store };
}

test('the thread answers what judging here answers, as often as it is asked', async () => {
  const { file, store } = await filledStore();
  const detector = createDetector(file);
  const here = await detectorOver(store).judge(REQUEST);
  expect(here.judged).toHaveLength(1);
  expect(await Promise.all([detector.judge(REQUEST), detector.judge(REQUEST)])).toEqual([here, here]);
  await detector.close();
});

test('a fault in the thread is told, and the next question is answered', async () => {
  const { file } = await filledStore();
  const detector = createDetector(file);
  const wrong = { ...REQUEST, judge: { ...REQUEST.judge, from: 'no day' } } as unknown as DetectorRequest;
  await expect(detector.judge({ ...wrong, read: undefined as never })).rejects.toThrow(/Detection failed/);
  expect((await detector.judge(REQUEST)).judged).toHaveLength(1);
  await detector.close();
});

test('a database that is not there is told', async () => {
  const detector = createDetector(path.join(folderForTest(), 'none.db'));
  await expect(detector.judge(REQUEST)).rejects.toThrow(/cannot be used/);
  await detector.close();
});

test('what is asked is answered with a refusal when it is closed meanwhile', async () => {
  const { file } = await filledStore();
  const detector = createDetector(file);
  const asked = detector.judge(REQUEST);
  const refused = expect(asked).rejects.toThrow(/closed|ended/);
  await detector.close();
  await refused;
});
