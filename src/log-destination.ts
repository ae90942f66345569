import { writeSync } from 'node:fs';

/** What waits for a reader that has stopped reading; more is dropped. */
const MOST_WAITING_BYTES = 1_000_000;
const AGAIN_MS = 100;
/** At its end the process waits so long for a reader. */
const LAST_MS = 500;
const LAST_AGAIN_MS = 10;

/** Where the log's lines go. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * Writes lines to a file descriptor, each before write() returns where there is room. A log nobody takes neither ends the
 * process nor holds it up: lines that cannot be written (no reader, a full disk, a lost terminal) are dropped, each tried once.
 * @param fd one that does not block: a write to a reader that has stopped reading would stand still with all else
 */
export function createLogDestination(fd: number): LogDestination {
  const waiting: Buffer[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Writes what it can; false where the reader has to read first. */
  const drain = (): boolean => {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const written = tryWrite(fd, next);
      if (written === 0) return false;
      bytes -= written;
      if (written < next.length) waiting[0] = next.subarray(written);
      else waiting.shift();
    }
    return true;
  };
  const drainSoon = () => {
    // Whatever else keeps the process, its log does not.
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!drain()) drainSoon();
    }, AGAIN_MS).unref();
  };
  process.on('exit', () => {
    for (let ms = 0; !drain() && ms < LAST_MS; ms += LAST_AGAIN_MS) sleep(LAST_AGAIN_MS);
  });
  return {
    write(line) {
      const chunk = Buffer.from(line);
      if (bytes + chunk.length > MOST_WAITING_BYTES) return;
      waiting.push(chunk);
      bytes += chunk.length;
      if (!timer && !drain()) drainSoon();
    },
  };
}

/** How many bytes are done with: 0 where the reader has to read first, all where they can never be written. */
function tryWrite(fd: number, chunk: Buffer): number {
  try {
    return writeSync(fd, chunk);
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN' ? 0 : chunk.length;
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
