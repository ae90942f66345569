import path from 'node:path';
import { dayOf } from '../../../src/domain/day.ts';
import { median } from '../../../src/domain/statistics.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { saveRead } from '../../../src/store/ledger-write.ts';
import { atMost, count, type Figure, milliseconds } from '../figure.ts';
import { assertCosts, startAnswers } from './answers.ts';
import { type Connection, withConnections } from './connection.ts';
import { largeLedger } from './ledger-rows.ts';
import { addressOf, organise } from './organise.ts';
import { costRequest } from './slack-command.ts';

const CLICKS = 60;
const LIMIT_MS = 50;
const ROWS = 1_000_000;

/** `/cost lambda` from click to answer on a large ledger: from the request's first byte to the whole answer at the response_url. */
export async function answerTime(): Promise<Figure> {
  const organisation = await organise();
  const answers = await startAnswers();
  try {
    const rows = await fill(path.join(organisation.folder, 'billhook.db'), organisation.now());
    if (rows < ROWS) throw new Error(`the ledger has only ${rows} rows`);
    await organisation.startBot();
    const target = addressOf(organisation);
    const click = async (connection: Connection | undefined) => {
      const { url, answer } = answers.expect();
      const request = costRequest(target, 'lambda', url);
      const clicked = performance.now();
      await connection?.send(request);
      const answered = await answer;
      assertCosts(answered);
      return answered.at - clicked;
    };
    const times = await withConnections(target.url, 1, async ([connection]) => {
      const all: number[] = [];
      for (let i = 0; i < CLICKS; i++) all.push(await click(connection));
      return all;
    });
    return atMost(
      `/cost lambda from click to answer, median, ${count(rows)} rows`,
      median(times),
      LIMIT_MS,
      milliseconds,
    );
  } finally {
    await Promise.all([organisation.close(), answers.close()]);
  }
}

/** Writes the large ledger; gives how many rows it has. */
async function fill(file: string, now: Date): Promise<number> {
  const store = openDatabase(file);
  for (const read of largeLedger(dayOf(now))) await saveRead(store, read);
  const rows = Number(store.$client.prepare('SELECT count(*) FROM daily_costs').pluck().get());
  store.$client.close();
  return rows;
}
