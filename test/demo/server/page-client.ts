import { type DemoServer, startDemoServer } from '../../../src/demo/server/index.ts';
import type { BotState, Deed, Done, PageEvent, Snapshot } from '../../../src/demo/server/protocol.ts';
import { DAYS } from '../../e2e/rig.ts';

/** Far more than anything takes on a loaded machine: only what never comes about fails by it. */
export const NEVER_MS = 240_000;

/** The demo's server, used as a page does: over its API and its stream of events. */
export interface PageClient {
  readonly demo: DemoServer;
  state(): Promise<Snapshot>;
  perform(deed: Deed | object): Promise<Done & { readonly status: number }>;
  /** The bot's states that the page was told of, oldest first. */
  readonly botStates: readonly BotState[];
  /** Waits until `look` finds something; it looks again whenever the page or the workspace tells of something. */
  until<Result>(look: () => Result | undefined | false): Promise<Result>;
  close(): Promise<void>;
}

export async function openDemo(): Promise<PageClient> {
  const demo = await startDemoServer({ port: 0, seed: 1, daysBefore: 6, days: DAYS });
  const onEvent = new Set<() => void>();
  const botStates: BotState[] = [];
  const stream = await fetch(`${demo.url}/api/events`);
  const listening = listen(stream, (event) => {
    if (event.type === 'bot') botStates.push(event.bot);
    for (const listener of onEvent) listener();
  });
  return {
    demo,
    botStates,
    async state() {
      return (await (await fetch(`${demo.url}/api/state`)).json()) as Snapshot;
    },
    async perform(deed) {
      const answer = await fetch(`${demo.url}/api/do`, { method: 'POST', body: JSON.stringify(deed) });
      return { ...((await answer.json()) as Done), status: answer.status };
    },
    until: (look) =>
      new Promise((resolve) => {
        const again = () => {
          const found = look();
          if (!found) return;
          onEvent.delete(again);
          leave();
          resolve(found);
        };
        const leave = demo.world().organisation.workspace.on(again);
        onEvent.add(again);
        again();
      }),
    async close() {
      await demo.close();
      await listening;
    },
  };
}

/** Hands on each event until the server ends the stream. */
async function listen({ body }: Response, told: (event: PageEvent) => void): Promise<void> {
  let text = '';
  // A server that closes cuts its connections.
  const chunks = body?.pipeThrough(new TextDecoderStream()) ?? [];
  try {
    for await (const chunk of chunks) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events)
        if (event.startsWith('data: ')) told(JSON.parse(event.slice('data: '.length)) as PageEvent);
    }
  } catch {}
}
