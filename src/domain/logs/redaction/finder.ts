/** Says that a stretch of the text is a secret of this name. */
export type Hide = (start: number, end: number, name: string) => void;

/** Looks for one sort of secret. Must take linear time on any text. */
export type Finder = (text: string, hide: Hide) => void;

/** A finder with the test that is made before it: what never passes it has nothing to find. */
export interface Rule {
  readonly name: string;
  readonly trigger: RegExp;
  readonly find: Finder;
}

/** Where a pattern with the flag `y` ends if it fits at `at`; undefined if it does not. */
export function endAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Goes through all matches of a pattern with the flag `g`, from where `next` says after each. */
export function eachMatch(pattern: RegExp, text: string, next: (at: number, end: number) => number): void {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const end = found.index + found[0].length;
    pattern.lastIndex = Math.max(next(found.index, end), end);
  }
}
