import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type Day, dayOf } from '../domain/day.ts';
import { type Organisation, startOrganisation } from './organisation.ts';
import { drawMessage, frame } from './terminal.ts';

export interface TourOptions {
  readonly seed: number;
  /** End once the tour is over, for scripts. */
  readonly once: boolean;
}

/** Told before each part of the tour. */
type Say = (words: string) => void;

const POLL_MS = 50;
const ANSWER_MS = 15_000;

/**
 * The whole bot against the simulated organisation, in the terminal: a tour of the main job, then it stays up until Ctrl-C.
 * Needs no account, no token and no network.
 */
export async function runTour({ seed, once }: TourOptions): Promise<void> {
  const lastDay = dayOf(new Date());
  const at = (daysBefore: number, time: string) => new Date(`${addDays(lastDay, -daysBefore)}T${time}:00Z`);
  const organisation = await startOrganisation({ seed, lastDay, now: at(5, '07:00'), transport: 'socket' });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  try {
    const say: Say = (words) => console.log(`\n▸ ${words}`);
    showMessages(organisation);
    const ended = await Promise.race([
      tour(organisation, lastDay, at, say).then(() => 'tour' as const),
      stopped.then(() => 'stopped' as const),
    ]);
    if (ended === 'tour' && !once) {
      say(
        'That was the tour. The bot stays up, at the pace of the real clock; Ctrl-C ends it and leaves nothing behind.',
      );
      await stopped;
    }
  } finally {
    await organisation.close();
  }
}

function showMessages({ workspace }: Organisation): void {
  const names = new Map([...workspace.users.values()].map(({ id, name }) => [id, name]));
  const channelName = (id: string) => `#${workspace.channels.get(id)?.name ?? id}`;
  workspace.on((event) => {
    if (event.type === 'command')
      console.log(`\n${names.get(event.user)} in ${channelName(event.channel)}: ${event.text}`);
    if (event.type === 'message-posted' || event.type === 'message-edited')
      console.log(
        frame(
          `${channelName(event.channel)}${event.type === 'message-edited' ? ' (edited)' : ''}`,
          drawMessage(event.message, names),
        ),
      );
    if (event.type === 'private-posted')
      console.log(
        frame(
          `${channelName(event.message.channel)}, only visible to ${names.get(event.message.user)}`,
          drawMessage(event.message, names),
        ),
      );
  });
}

async function tour(
  organisation: Organisation,
  lastDay: Day,
  at: (daysBefore: number, time: string) => Date,
  say: Say,
): Promise<void> {
  const { workspace, scenario } = organisation;
  say(
    `A simulated organisation of ${scenario.accounts.length} accounts, and its Slack. It is ${addDays(lastDay, -5)}; Billhook starts and reads the bill.`,
  );
  const bot = await organisation.startBot();
  const step = async (now: Date) => {
    organisation.setTime(now);
    await bot.tick(now);
  };
  await step(at(5, '07:00'));
  await eventually(() => workspace.messages('cloud-costs').length > 0);

  const story = scenario.stories.find(({ name }) => name === 'orders-poller');
  say(
    `The days go by. What Billhook does not know: on ${story?.begins.toISOString().slice(0, 16)} UTC, ${story?.title}`,
  );
  const alert = () =>
    workspace.messages('cloud-costs').find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"acknowledge"'));
  for (let day = 4; day >= 1; day--)
    for (const time of ['00:30', '06:30', '08:05', '12:30', '18:30']) await step(at(day, time));
  const found = await eventually(alert);

  say('Dana and Mira both click Acknowledge. One of them is first.');
  await Promise.all(
    ['dana', 'mira'].map((user) =>
      workspace.click({ user, channel: 'cloud-costs', ts: found.ts, actionId: 'acknowledge' }),
    ),
  );
  await eventually(() => !alert());

  say('Nine in the morning in Berlin: the digest.');
  for (const time of ['00:30', '06:30']) await step(at(0, time));
  const before = workspace.messages('cloud-costs').length;
  await step(at(0, '08:05'));
  await eventually(() => workspace.messages('cloud-costs').length > before);

  say('Dana asks.');
  for (const [command, text] of [
    ['/cost', 'lambda'],
    ['/cost', 'lamda'],
    ['/logs', 'orders-poller 2m "poll start"'],
    ['/logs', 'message-bridge 10m'],
  ] as const) {
    const answers = workspace.privateMessages('dana').length;
    await workspace.slash({ user: 'dana', channel: 'ops', command, text });
    // A long search says how far it is before it answers.
    await eventually(() =>
      workspace
        .privateMessages('dana')
        .slice(answers)
        .some(({ text }) => !text.includes('looking…')),
    );
  }
}

async function eventually<Result>(look: () => Result | undefined | false): Promise<Result> {
  const end = Date.now() + ANSWER_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error('The bot did not answer in time');
    await sleep(POLL_MS);
  }
}
