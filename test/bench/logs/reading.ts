import { looksLikeError } from '../../../src/domain/logs/error-lines.ts';
import { fatalError } from '../../../src/domain/logs/fatal-error.ts';
import { continues, ownRequestId } from '../../../src/domain/logs/own-line.ts';
import { readPlatformLine } from '../../../src/domain/logs/platform.ts';
import { bestOf, filled } from '../../domain/logs/redact-hostile.ts';
import { atMost, type Figure, milliseconds } from '../figure.ts';

const SIZE = 1_000_000;
const ID = '8476a536-e9f4-11e8-9739-2dfe598c3fcd';
const AT = '2026-11-17T06:00:00.123Z';

/** Beginnings that never come to an end: what makes a careless pattern start again at each of them. */
const PLATFORM: readonly (readonly [name: string, head: string, unit: string])[] = [
  ['reports without an end', `REPORT RequestId: ${ID}`, 'Duration: '],
  ['billed reports', `REPORT RequestId: ${ID}`, 'Billed Billed Restore '],
  ['JSON that never closes', '{"type":"platform.', '{"requestId":'],
  ['openings of stacks', '{"stack"', '"stackTrace'],
  ['instants', AT, AT],
  ['levels in brackets', '[ERROR]\t', '[ERROR]\t'],
  ['tabs', `${AT}\t${ID}\tERROR\t`, '\t'],
  ['blanks', `${AT}\t${ID}\tERROR\t`, '\n      '],
  ['indents', ' ', ' '],
  ['digits', '2', '2'],
];

const ERRORS: readonly (readonly [name: string, head: string, unit: string])[] = [
  ['A', '', 'A'],
  ['blanks', '', ' '],
  ['Error', '', 'Error'],
  ['error:', '', 'error: '],
  ['open brackets', '', '['],
  ['quotes', '', '"level":"'],
  ['no', '', 'no '],
  ['reports', '', '"type":"platform.report"'],
  ['REPORT', '', 'REPORT RequestId: '],
  ['underscores', '', '_a'],
];

/** How long it takes to tell what a line is, where the line was made to take long. */
export function* reading(): Iterable<Figure> {
  yield worst('is read', PLATFORM, 50, (text) => {
    for (const read of [readPlatformLine, ownRequestId, continues, fatalError]) read(text);
  });
  yield worst('is held against errors', ERRORS, 500, looksLikeError);
}

function worst(what: string, sorts: typeof PLATFORM, limitMs: number, work: (text: string) => unknown): Figure {
  const times = sorts.map(([name, head, unit]) => {
    const text = (head + filled(unit, SIZE)).slice(0, SIZE);
    return { name, ms: bestOf(3, () => work(text)) };
  });
  const { name, ms } = times.reduce((a, b) => (b.ms > a.ms ? b : a));
  return atMost(`1 MB of hostile input ${what}, the worst of ${sorts.length} sorts`, ms, limitMs, milliseconds, name);
}
