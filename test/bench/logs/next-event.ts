import type { Workspace, WorkspaceEvent } from '../../../src/demo/workspace/index.ts';

/** Something that came about, by performance.now(). */
export interface Come<Found> {
  readonly found: Found;
  readonly at: number;
}

/** Waits for the next event of a workspace in which `pick` finds something. Fails where none comes within `longestMs`. */
export function nextEvent<Found>(
  workspace: Workspace,
  pick: (event: WorkspaceEvent) => Found | undefined,
  longestMs = 20_000,
): Promise<Come<Found>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      leave();
      reject(new Error(`what was waited for did not come within ${longestMs} ms`));
    }, longestMs);
    const leave = workspace.on((event) => {
      const at = performance.now();
      const found = pick(event);
      if (found === undefined) return;
      clearTimeout(timer);
      leave();
      resolve({ found, at });
    });
  });
}
