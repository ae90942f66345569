import type { LogLine } from '../../../domain/logs/line.ts';

/** One line takes no more of a message than this. */
const LONGEST_LINE = 1500;

/** A line without the line end it came with. */
export function trimmed({ text }: LogLine): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** A line as it is; one too long is cut and says so. */
export function shownText(line: LogLine): { readonly text: string; readonly isWhole: boolean } {
  const text = trimmed(line);
  if (text.length <= LONGEST_LINE) return { text, isWhole: true };
  // Not between the two halves of a character.
  const end = /[\ud800-\udbff]/.test(text[LONGEST_LINE - 1] ?? '') ? LONGEST_LINE - 1 : LONGEST_LINE;
  return { text: `${text.slice(0, end)}… (+${text.length - end} characters)`, isWhole: false };
}

/** Lines that were put together as far as there is room. */
export interface FittedLines {
  readonly text: string;
  readonly shown: number;
  /** Whether each line is there, and whole. */
  readonly isAll: boolean;
}

/** The newest lines that fit, newest last. @param stamp what stands before each; nothing where undefined */
export function newestLines(
  lines: readonly LogLine[],
  room: number,
  stamp: ((at: Date) => string) | undefined,
): FittedLines {
  const kept: string[] = [];
  let left = room;
  let isAll = true;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i] as LogLine;
    const { text, isWhole } = shownText(line);
    const written = stamp ? `${stamp(line.at)} ${text}` : text;
    left -= written.length + 1;
    if (left < 0) return { text: kept.reverse().join('\n'), shown: kept.length, isAll: false };
    kept.push(written);
    isAll &&= isWhole;
  }
  return { text: kept.reverse().join('\n'), shown: kept.length, isAll };
}
