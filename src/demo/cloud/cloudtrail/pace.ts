/** How many requests a second are answered, counted by a key. */
export interface Pace {
  /** Whether one more may be answered now, which is then counted. */
  admits(key: string): boolean;
}

/** A pace over any second of the real clock, as clients wait by it. */
export function createPace(perSecond: number): Pace {
  const answered = new Map<string, readonly number[]>();
  return {
    admits(key) {
      const now = performance.now();
      const lately = (answered.get(key) ?? []).filter((at) => now - at < 1_000);
      const admitted = lately.length < perSecond;
      answered.set(key, admitted ? [...lately, now] : lately);
      return admitted;
    },
  };
}
