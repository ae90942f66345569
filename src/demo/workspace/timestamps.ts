/** Makes a message's `ts`: unique in the workspace, ever rising even if the clock stands or goes back. */
export function timestamps(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 100, now().getTime() * 1000);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}

/** A `ts` in microseconds, to compare by. `0` for what is none. */
export function microsOf(ts: string): number {
  const micros = Math.round(Number(ts) * 1e6);
  return Number.isFinite(micros) ? micros : 0;
}
