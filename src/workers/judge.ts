import { parentPort, workerData } from 'node:worker_threads';
import { judge } from '../domain/detection/judge.ts';
import { reasonOf } from '../domain/errors.ts';
import { openReadOnly } from '../store/database.ts';
import { createLedgerCuts } from '../store/detection-cuts.ts';
import type { DetectorRequest } from '../usecases/detector.ts';

/** Judges in a thread of its own, over a connection of its own: the bot goes on answering meanwhile. */
const ledger = createLedgerCuts(openReadOnly(String(workerData)));

parentPort?.on('message', async ({ id, request }: { id: number; request: DetectorRequest }) => {
  try {
    const cuts = await ledger.read(request.read);
    parentPort?.postMessage({ id, judgement: judge(cuts, request.judge) });
  } catch (thrown) {
    parentPort?.postMessage({
      id,
      failure: thrown instanceof Error ? (thrown.stack ?? thrown.message) : reasonOf(thrown),
    });
  }
});
