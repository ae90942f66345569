/** How many requests a second are answered, counted by a key. */
export interface Pace {
  /** Whether one more may be answered now, which is then counted. */
  admits(key: string): boolean;
}

/**
 * A pace over any second.
 * @param elapsed milliseconds that have gone: by the real clock, as clients wait by it
 */
export function createPace(perSecond: number, elapsed: () => number = () => performance.now()): Pace {
  const answered = new Map<string, readonly number[]>();
  return {
    admits(key) {
      const now = elapsed();
      const lately = (answered.get(key) ?? []).filter((at) => now - at < 1_000);
      const admitted = lately.length < perSecond;
      answered.set(key, admitted ? [...lately, now] : lately);
      return admitted;
    },
  };
}
