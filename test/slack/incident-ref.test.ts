import { expect, test } from 'vitest';
import { readRef, writeRef } from '../../src/slack/incident-ref.ts';

test('what is written is read again, and nothing else is taken for it', () => {
  expect(readRef(writeRef({ id: 314, version: 7 }))).toEqual({ id: 314, version: 7 });
  for (const text of ['', 'incident:314', 'incident:314:7:1', 'incident:x:7', 'xincident:1:1', 'aB3x'])
    expect(readRef(text)).toBeUndefined();
});
