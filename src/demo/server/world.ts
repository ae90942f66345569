import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, dayOf } from '../../domain/day.ts';
import { reasonOf } from '../../domain/errors.ts';
import type { BotProcess } from '../bot-process.ts';
import { type Organisation, startOrganisation } from '../organisation.ts';
import { type Breakages, createBreakages } from './breakages.ts';
import type { BotState, ClockState } from './protocol.ts';
import { nextTick, TICKS_A_DAY } from './timetable.ts';

/** Told of what changes beside the workspace's own events. */
export interface WorldListener {
  clock(): unknown;
  bot(): unknown;
}

/** The organisation with its bot and its clock, as the page steers them. */
export interface World {
  readonly organisation: Organisation;
  readonly breakages: Breakages;
  /** When a message was posted, by the simulated clock. */
  postedAt(ts: string): string;
  botState(): BotState;
  clock(): ClockState;
  run(): void;
  pause(): void;
  /** Goes on until something is said, a story turns, or a week has gone. */
  step(): Promise<void>;
  /** kill -9 at once, then start again on the same database. Of kills that overlap the last one starts it, once. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A simulated day takes so long while the clock runs. */
const DAY_MS = 10_000;
/** The clock starts so many days before the scenario's last one: a little before its first story. */
export const DAYS_BEFORE = 37;
const MOST_STEPS = 7 * TICKS_A_DAY;
/** After a tick messages are still on their way for a moment. */
const SETTLE_MS = 400;

/** Starts the organisation; the bot comes up in the background and reads the bill first. */
export async function startWorld(
  { seed, daysBefore, days }: { readonly seed: number; readonly daysBefore: number; readonly days: number | undefined },
  listener: WorldListener,
): Promise<World> {
  const lastDay = dayOf(new Date());
  const begins = new Date(`${addDays(lastDay, -daysBefore)}T10:00:00Z`);
  const ends = new Date(`${lastDay}T18:30:00Z`);
  const organisation = await startOrganisation({ seed, lastDay, days, now: begins, transport: 'socket' });
  const posted = new Map<string, string>();
  const stopWatching = organisation.workspace.on((event) => {
    if (event.type === 'message-posted' || event.type === 'private-posted')
      posted.set(event.message.ts, organisation.now().toISOString());
  });
  /** The one that is up. */
  let bot: BotProcess | undefined;
  /** Settles once the newest bot is up, or failed to come up. */
  let coming: Promise<void> = Promise.resolve();
  let lives = 0;
  let botState: BotState = 'starting';
  let running = false;
  let closed = false;
  let busy: Promise<void> | undefined;

  const setBot = (state: BotState) => {
    botState = state;
    listener.bot();
  };
  /** A bot that another has followed by now, or that ends with the world, is nothing to tell of. */
  const isPast = (life: number) => closed || life !== lives;
  const startBot = async (life: number) => {
    setBot('starting');
    const starting = organisation.startBot();
    coming = starting.then(
      () => undefined,
      () => undefined,
    );
    try {
      const started = await starting;
      if (isPast(life)) return;
      bot = started;
      setBot('running');
      void started.ended.then(() => {
        if (!isPast(life)) lost();
      });
    } catch (thrown) {
      if (isPast(life)) return;
      lost();
      throw thrown;
    }
  };
  const lost = () => {
    bot = undefined;
    setBot('down');
  };
  const runDue = async () => {
    const life = lives;
    // A bot that is down, or whose job failed, is part of the show: its own log tells why.
    await bot?.tick(organisation.now()).catch((thrown: unknown) => {
      if (!isPast(life)) console.error(`The bot says: ${reasonOf(thrown).slice(0, 300)}`);
    });
  };
  const tick = async (at: Date) => {
    await coming;
    organisation.setTime(at);
    listener.clock();
    await runDue();
  };
  /** One thing at a time; what comes meanwhile waits. */
  const exclusively = async (work: () => Promise<void>) => {
    while (busy) await busy;
    busy = work().finally(() => {
      busy = undefined;
      if (!closed) listener.clock();
    });
    listener.clock();
    await busy;
  };
  const advance = async () => {
    const next = nextTick(organisation.now());
    if (next <= ends) await tick(next);
  };
  const isOver = () => nextTick(organisation.now()) > ends;
  const keepRunning = async () => {
    while (running && !closed && !isOver()) {
      const pace = sleep(DAY_MS / TICKS_A_DAY);
      await exclusively(advance);
      await pace;
    }
    running = false;
    if (!closed) listener.clock();
  };
  const turnOf = () =>
    organisation.scenario.stories.filter(
      ({ begins: from, ends: to }) => from <= organisation.now() && !(to && to <= organisation.now()),
    ).length;

  void exclusively(async () => {
    await startBot(lives).catch((thrown: unknown) => console.error(reasonOf(thrown)));
    await runDue();
  });

  return {
    organisation,
    breakages: createBreakages(organisation),
    postedAt: (ts) => posted.get(ts) ?? organisation.now().toISOString(),
    botState: () => botState,
    clock: () => ({
      now: organisation.now().toISOString(),
      running,
      busy: busy !== undefined,
      begins: begins.toISOString(),
      ends: ends.toISOString(),
    }),
    run() {
      if (running) return;
      running = true;
      void keepRunning();
    },
    pause() {
      running = false;
      listener.clock();
    },
    step: () =>
      exclusively(async () => {
        const [said, turn] = [posted.size, turnOf()];
        for (let steps = 0; steps < MOST_STEPS && !isOver() && posted.size === said && turnOf() === turn; steps++) {
          await advance();
          await sleep(SETTLE_MS / 4);
        }
        await sleep(SETTLE_MS);
      }),
    async kill() {
      const life = ++lives;
      lost();
      await organisation.killBot();
      if (isPast(life)) return;
      await startBot(life);
      // As a bot that goes by itself does: what fell due while it was down need not wait for the next hour.
      void exclusively(runDue);
    },
    async close() {
      closed = true;
      running = false;
      stopWatching();
      await organisation.close();
      await busy?.catch(() => undefined);
    },
  };
}
