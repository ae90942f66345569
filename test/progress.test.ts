import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from '../src/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) > 0 };
};

test('a long run draws its line at most ten times a second, and takes it away', () => {
  const screen = terminal(true);
  const progress = createProgress(screen);
  progress.show('Reading', 0.1);
  expect(screen.written, 'a short run draws nothing').toEqual([]);
  vi.advanceTimersByTime(800);
  progress.show('Reading', 0.5);
  progress.show('Reading', 0.51);
  expect(screen.written).toEqual([`\r\u001b[2K${'█'.repeat(12)}${'░'.repeat(12)}  50 %  Reading`]);
  progress.clear();
  progress.clear();
  expect(screen.written.slice(1)).toEqual(['\r\u001b[2K']);
});

test('nothing is drawn where there is no terminal', () => {
  const file = terminal(false);
  const progress = createProgress(file);
  vi.advanceTimersByTime(800);
  progress.show('Reading', 0.5);
  progress.clear();
  expect(file.written).toEqual([]);
});
