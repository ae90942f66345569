import { UserError } from '../domain/errors.ts';
import type { Functions } from './log-ports.ts';
import type { Clock, Log } from './ports.ts';
import type { FunctionSnapshots } from './snapshot-ports.ts';

export interface WatchDeps {
  readonly functions: Functions;
  readonly snapshots: FunctionSnapshots;
  readonly clock: Clock;
  readonly log: Log;
}

/** As long as CloudTrail's events can be looked up. */
const KEPT_DAYS = 90;
/** So many are written in a transaction, and others run in between. */
const AT_ONCE = 500;

/**
 * The hourly look at every function's settings: what differs from the last look is kept, 90 days long, so that a change's names can be
 * told afterwards. Where a place refuses, the others are kept; the refusal is logged and said. Gives words for the log.
 */
export async function watchFunctions({ functions, snapshots, clock, log }: WatchDeps): Promise<string> {
  const at = clock();
  let [seen, changed] = [0, 0];
  let refused = '';
  let batch: Parameters<FunctionSnapshots['keep']>[0][number][] = [];
  const keep = async () => {
    seen += batch.length;
    changed += await snapshots.keep(batch, at);
    batch = [];
  };
  try {
    for await (const found of functions.snapshots()) {
      batch.push(found);
      if (batch.length >= AT_ONCE) await keep();
    }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    // To try again in some minutes would not help: the next hour's look does.
    refused = `. ${thrown.message}`;
    log.warn({ why: thrown.message }, 'Not every function could be looked at');
  }
  await keep();
  await snapshots.forget(new Date(at.getTime() - KEPT_DAYS * 86_400_000));
  return `Looked at ${seen} functions, ${changed} of them new or changed${refused}`;
}
