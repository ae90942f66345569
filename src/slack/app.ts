import {
  App,
  type BlockAction,
  type ButtonAction,
  type Logger,
  LogLevel,
  RespondError,
  type RespondFn,
} from '@slack/bolt';
import { reasonOf, UserError } from '../domain/errors.ts';
import type { Log } from '../usecases/ports.ts';
import type { Action } from './actions/action.ts';
import { section, type View, view } from './blocks.ts';
import { clientOptions } from './client.ts';
import { asksForHelp, type Command } from './commands/command.ts';
import { stepsDown } from './ladder.ts';
import { mrkdwn, words } from './mrkdwn.ts';
import { createWorkQueue } from './work-queue.ts';

export interface SlackOptions {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  readonly apiUrl: string | undefined;
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  /** The Home tab as it stands now; drawn anew whenever someone opens it. */
  readonly home: () => Promise<View>;
  /** Called once a click or command has changed something that is to be said. */
  readonly changed: () => void;
  readonly log: Log;
}

/** The listening side of Slack, over either transport. */
export interface SlackApp {
  start(): Promise<void>;
  /** Stops listening, then finishes what was acknowledged. */
  stop(): Promise<void>;
}

/** Slack shows a person who clicks or asks a failure after 3 s; everything but help is done after the acknowledgement. */
export function createSlackApp(options: SlackOptions): SlackApp {
  const { log, transport } = options;
  const app = boltApp(options);
  const queue = createWorkQueue((err) => log.error({ err }, 'Work after an acknowledgement failed'));

  // Bolt takes each request through every listener there is: with one for all commands and one for all actions a tenth more come through.
  const commands = new Map(options.commands.map((command) => [command.name, command]));
  app.command(/^/, async ({ ack, command: call, respond }) => {
    const command = commands.get(call.command);
    if (!command) return;
    if (asksForHelp(call.text)) return ack({ response_type: 'ephemeral', ...command.help });
    await ack();
    const run = () =>
      command.run({ text: call.text, user: call.user_id, channel: call.channel_id, channelName: call.channel_name });
    const taken = queue.add(() => answer(respond, log, run));
    if (!taken) await answer(respond, log, async () => busy);
  });

  const actions = new Map(options.actions.map((action) => [action.id, action]));
  app.action<BlockAction<ButtonAction>>(/^/, async ({ ack, action: button, body, respond }) => {
    const action = actions.get(button.action_id);
    if (!action) return;
    await ack();
    const run = async () => {
      const told = await action.run({ value: button.value ?? '', user: body.user.id });
      options.changed();
      return told;
    };
    const taken = queue.add(() => answer(respond, log, run));
    if (!taken) await answer(respond, log, async () => busy);
  });

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    // What cannot be drawn is logged; the tab keeps what it showed.
    queue.add(async () => {
      const { blocks } = await options.home();
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
    });
  });

  return {
    async start() {
      await (transport.kind === 'http' ? app.start(transport.port) : app.start());
    },
    async stop() {
      await app.stop();
      await queue.drain();
    },
  };
}

function boltApp({ botToken, transport, apiUrl, log }: SlackOptions): App {
  const common = {
    token: botToken,
    clientOptions: clientOptions(apiUrl),
    logger: boltLogger(log),
    ignoreSelf: true,
    // Nothing here is kept by conversation, and Bolt's store throws an error with its stack at each request that finds none.
    convoStore: false as const,
  };
  const app =
    transport.kind === 'socket'
      ? new App({ ...common, socketMode: true, appToken: transport.appToken })
      : new App({ ...common, signingSecret: transport.signingSecret });
  app.error(async (thrown) => log.error({ err: thrown }, 'A Slack listener failed'));
  return app;
}

const busyText = mrkdwn`I have too many questions at once. Please ask again in a minute.`;
const busy = view(busyText, section(busyText));

/** Answers privately with what came out, or with the failure in words. Looks that Slack refuses are stepped down. */
async function answer(respond: RespondFn, log: Log, run: () => Promise<View | undefined>): Promise<void> {
  const told = await run().catch((thrown: unknown) => apology(thrown, log));
  if (!told) return;
  for (const { text, blocks } of stepsDown(told)) {
    try {
      await respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
      return;
    } catch (thrown) {
      const status = thrown instanceof RespondError ? thrown.statusCode : undefined;
      log.warn({ err: thrown, status }, 'An answer was not taken');
      // Only a refusal is about the looks; an answer that was lost may have been shown, and is not said twice.
      if (status === undefined || status >= 500 || status === 404) break;
    }
  }
  log.error({ text: told.text }, 'An answer could not be delivered');
}

function apology(thrown: unknown, log: Log): View {
  if (thrown instanceof UserError) {
    const text = words(thrown.message);
    return view(text, section(text));
  }
  log.error({ err: thrown }, 'A question could not be answered');
  const text = mrkdwn`Sorry, that failed, and the reason is in my log (${reasonOf(thrown).slice(0, 100)}). Nothing was changed.`;
  return view(text, section(text));
}

function boltLogger(log: Log): Logger {
  const joined = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.info({ from: 'bolt' }, joined(parts)),
    warn: (...parts) => log.warn({ from: 'bolt' }, joined(parts)),
    error: (...parts) => log.error({ from: 'bolt' }, joined(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
