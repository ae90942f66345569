import { KEY_BEGIN, KEY_END } from './find-private-keys.ts';

const BODY_LINE =
  /^\s*(?:[A-Za-z0-9+/]{16,80}={0,2}|[A-Za-z0-9+/]{1,80}={1,2}|(?:Proc-Type|DEK-Info|Version|Comment): .{1,200})\s*$/;
/** Lines of other writers may stand between; the longest keys have fewer of their own. */
const FARTHEST = 200;

/** Which lines belong to a private key that began in a line before; the line it begins in is not among them. */
export function keyLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let left = 0;
  for (const [i, line] of lines.entries()) {
    const begin = line.lastIndexOf('PRIVATE KEY');
    if (begin >= 0 && KEY_BEGIN.test(line) && !KEY_END.test(line)) left = FARTHEST;
    else if (left > 0) {
      const isEnd = begin >= 0 && KEY_END.test(line);
      if (isEnd || BODY_LINE.test(line)) found.add(i);
      left = isEnd ? 0 : left - 1;
    }
  }
  return found;
}
