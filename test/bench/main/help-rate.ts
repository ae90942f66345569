import { atLeast, count, type Figure, percent } from '../figure.ts';
import { inTurn } from '../turns.ts';
import { withConnections } from './connection.ts';
import { costRequest, type Target } from './slack-command.ts';

const TURNS = 15;
const REQUESTS = 2000;
const CONNECTIONS = 20;
const SHARE = 0.8;

/** How many `/cost help` a second are accepted, as fast as they come over 20 kept connections. */
export async function helpRate(bare: Target, ours: Target): Promise<Figure> {
  const rates = await inTurn(
    TURNS,
    () => rateOf(bare, ''),
    () => rateOf(ours, 'How to ask for costs'),
  );
  const detail = `${count(rates.ours)} of ${count(rates.bare)} a second`;
  return atLeast('/cost help accepted, against a bare Bolt app', rates.ours / rates.bare, SHARE, percent, detail);
}

/** @param words what each answer must hold */
async function rateOf(target: Target, words: string): Promise<number> {
  const requests = Array.from({ length: REQUESTS }, () => costRequest(target, 'help', 'http://127.0.0.1:9/unused'));
  return withConnections(target.url, CONNECTIONS, async (connections) => {
    const begun = performance.now();
    await Promise.all(
      connections.map(async (connection) => {
        for (let request = requests.pop(); request; request = requests.pop()) {
          const body = await connection.send(request);
          if (!body.includes(words)) throw new Error(`no help in ${body.slice(0, 200)}`);
        }
      }),
    );
    return (1000 * REQUESTS) / (performance.now() - begun);
  });
}
