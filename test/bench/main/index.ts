import type { Figure } from '../figure.ts';
import { ackUnderLoad } from './ack-under-load.ts';
import { answerTime } from './answer-time.ts';
import { startBareApp } from './bare-process.ts';
import { helpRate } from './help-rate.ts';
import { ledgerWrites } from './ledger-writes.ts';
import { addressOf, organise } from './organise.ts';
import { firstCheck, startToReady } from './start.ts';

/** The main job's speed and size. The bot runs as built, as a process; build before. */
export async function* main(): AsyncGenerator<Figure> {
  const organisation = await organise();
  try {
    yield await firstCheck(organisation);
    yield* await startToReady(organisation);
    await organisation.startBot();
    const bare = await startBareApp(organisation);
    try {
      const ours = addressOf(organisation);
      yield await helpRate(bare, ours);
      yield await ackUnderLoad(bare, ours);
    } finally {
      await bare.end();
    }
  } finally {
    await organisation.close();
  }
  yield await answerTime();
  yield await ledgerWrites();
}
