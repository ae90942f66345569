/** A line that tells how far a long run is. */
export interface Progress {
  /** @param share between 0 and 1 */
  show(words: string, share: number): void;
  /** Takes the line away. */
  clear(): void;
}

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

const WIDTH = 24;
/** A run shorter than this needs no line; a line redrawn more often only flickers. */
const AFTER_MS = 700;
const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** Draws on a terminal; on anything else, such as a file, it draws nothing. */
export function createProgress(terminal: Terminal): Progress {
  let due = performance.now() + AFTER_MS;
  let isDrawn = false;
  return {
    show(words, share) {
      if (!terminal.isTTY || performance.now() < due) return;
      due = performance.now() + EVERY_MS;
      isDrawn = true;
      const full = Math.round(WIDTH * share);
      const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
      terminal.write(`${CLEAR_LINE}${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${words}`);
    },
    clear() {
      if (isDrawn) terminal.write(CLEAR_LINE);
      isDrawn = false;
    },
  };
}
