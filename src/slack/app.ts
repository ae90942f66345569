import { App, type BlockAction, type ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { reasonOf } from '../domain/errors.ts';
import type { Log } from '../usecases/ports.ts';
import type { Action, Answer, Modal } from './actions/action.ts';
import { answer, busy, plainFailure, telling } from './answers.ts';
import { section, type View, view } from './blocks.ts';
import { boltLogger } from './bolt-log.ts';
import { clientOptions } from './client.ts';
import { asksForHelp, type Command } from './commands/command.ts';
import { mrkdwn } from './mrkdwn.ts';
import { clickOf, submissionOf } from './payloads.ts';
import { createWorkQueue } from './work-queue.ts';

export interface SlackOptions {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  readonly apiUrl: string | undefined;
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly modals: readonly Modal[];
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
  const failed = (err: unknown) => log.error({ err }, 'Work after an acknowledgement failed');
  const questions = createWorkQueue(failed);
  // A form must open within three seconds, and a search through logs takes longer: clicks do not wait for questions.
  const clicks = createWorkQueue(failed);

  // Bolt takes each request through every listener there is: with one for all of a kind a tenth more come through.
  const commands = new Map(options.commands.map((command) => [command.name, command]));
  app.command(/^/, async ({ ack, command: call, respond }) => {
    const command = commands.get(call.command);
    if (!command) return;
    if (asksForHelp(call.text)) return ack({ response_type: 'ephemeral', ...command.help });
    await ack();
    const asked = { text: call.text, user: call.user_id, channel: call.channel_id, channelName: call.channel_name };
    const run = () => command.run(asked, telling(respond, log));
    const taken = questions.add(() => answer(respond, log, run));
    if (!taken) await answer(respond, log, async () => busy);
  });

  const actions = new Map(options.actions.map((action) => [action.id, action]));
  app.action<BlockAction>(/^/, async ({ ack, action: acted, body, respond, client }) => {
    const action = actions.get(acted.action_id);
    if (!action) return;
    await ack();
    const run = async () => {
      const click = clickOf(acted, body);
      const told = await action.run(click, telling(respond, log));
      options.changed();
      return opened(told, { client, log, triggerId: click.triggerId });
    };
    const taken = (action.slow ? questions : clicks).add(() => answer(respond, log, run));
    if (!taken) await answer(respond, log, async () => busy);
  });

  const modals = new Map(options.modals.map((modal) => [modal.id, modal]));
  app.view<ViewSubmitAction>(/^/, async ({ ack, body }) => {
    const modal = modals.get(body.view.callback_id);
    if (!modal) return;
    const refuse = (errors: Readonly<Record<string, string>>) => ack({ response_action: 'errors', errors });
    const taken = clicks.add(async () => {
      const faults = await modal
        .submit(submissionOf(body))
        .catch((thrown: unknown) => ({ [modal.failsAt]: plainFailure(thrown, log) }));
      options.changed();
      await (faults ? refuse(faults) : ack());
    });
    if (!taken) await refuse({ [modal.failsAt]: busy.text });
  });

  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    // What cannot be drawn is logged; the tab keeps what it showed.
    questions.add(async () => {
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
      await Promise.all([questions.drain(), clicks.drain()]);
    },
  };
}

/** Opens the form that a click asks for; what is left is said privately. */
async function opened(
  told: Answer,
  { client, log, triggerId }: { client: WebClient; log: Log; triggerId: string },
): Promise<View | undefined> {
  if (!told || !('modal' in told)) return told;
  try {
    await client.views.open({ trigger_id: triggerId, view: told.modal });
    return undefined;
  } catch (thrown) {
    log.warn({ reason: reasonOf(thrown) }, 'A form could not be opened');
    const text = mrkdwn`The form could not be opened. Please click again.`;
    return view(text, section(text));
  }
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
