import type { types } from '@slack/bolt';
import type { Invocation } from '../../../domain/logs/invocation.ts';
import type { LogReport } from '../../../usecases/log-report.ts';
import { invocationsAsked } from './asked.ts';
import { counted, grouped } from './figures.ts';
import { fitInvocations } from './fitting.ts';
import type { ShownLines } from './footer.ts';
import { headOf } from './head.ts';
import { newestLines } from './line-text.ts';
import { heading, invocationElements, verbatim } from './rich.ts';
import { createStamp } from './times.ts';

/** Lines of no invocation may take so much from those of invocations. */
const LOOSE_ROOM = 2000;

/** The lines of a report as far as they fit a message. */
export interface Body {
  readonly elements: types.RichTextBlockElement[];
  readonly shown: ShownLines;
  /** What is left out; undefined where all is shown. */
  readonly left: string | undefined;
}

/** Lays out what was found: by invocation, one by one, or one invocation in full. @param room in characters */
export function bodyOf(report: LogReport, room: number): Body {
  const { question, invocations, loose, zone } = report;
  const stamp = createStamp(question.window, zone);
  const asked = invocationsAsked(report);
  if (asked.length) return inFull(asked, room, stamp);
  return invocations.length ? byInvocation(report, room, stamp) : flat(loose, room, stamp);
}

type Stamp = (at: Date) => string;

function flat(lines: LogReport['loose'], room: number, stamp: Stamp): Body {
  const { text, shown, isAll } = newestLines(lines, room, stamp);
  return {
    elements: lines.length ? [verbatim(text)] : [],
    shown: { lines: shown, of: lines.length, hidesPlatform: false },
    left: isAll ? undefined : leftOf(shown, lines.length),
  };
}

/** One after the other; each has as much room as the others. */
function inFull(tries: readonly Invocation[], room: number, stamp: Stamp): Body {
  const bodies = tries.map((invocation) => {
    const head = headOf(invocation, stamp(invocation.startedAt), invocation.requestId);
    const { elements, ...rest } = flat(invocation.lines, Math.floor(room / tries.length) - head.length, stamp);
    return { ...rest, elements: [heading(head), ...elements] };
  });
  const sum = (of: (shown: ShownLines) => number) => bodies.reduce((all, { shown }) => all + of(shown), 0);
  const shown = { lines: sum(({ lines }) => lines), of: sum(({ of }) => of), hidesPlatform: false };
  const isAll = bodies.every(({ left }) => left === undefined);
  return {
    elements: bodies.flatMap(({ elements }) => elements),
    shown,
    left: isAll ? undefined : leftOf(shown.lines, shown.of),
  };
}

function byInvocation({ invocations, loose, linesRead }: LogReport, room: number, stamp: Stamp): Body {
  const others = newestLines(loose, LOOSE_ROOM, stamp);
  const { pieces, isAll } = fitInvocations(invocations, room - others.text.length, stamp);
  const own = pieces.reduce((all, { lines }) => all + lines.shown, 0);
  const left = [
    pieces.length < invocations.length
      ? `${grouped(pieces.length)} of ${counted(invocations.length, 'invocation')} shown, failed ones first`
      : undefined,
    pieces.length === invocations.length && !isAll ? 'not every line of them fits' : undefined,
    others.isAll ? undefined : `${leftOf(others.shown, loose.length)} of no invocation`,
  ].filter((part) => part !== undefined);
  return {
    elements: [
      ...(loose.length ? [heading('Of no invocation that was read'), verbatim(others.text)] : []),
      ...invocationElements(pieces),
    ],
    shown: { lines: own + others.shown, of: linesRead, hidesPlatform: true },
    left: left.length ? left.join('; ') : undefined,
  };
}

function leftOf(shown: number, all: number): string {
  return shown < all ? `${grouped(shown)} of ${counted(all, 'line')} shown` : 'lines that are too long are cut';
}
