import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { reasonOf, UserError } from '../../domain/errors.ts';
import { sendAsset } from './assets.ts';
import { parseDeed, perform } from './deeds.ts';
import { createEventHub } from './events.ts';
import { readGallery } from './gallery.ts';
import type { PageEvent, Snapshot } from './protocol.ts';
import { botId, channelsOf, messagesOf, privateMessage, publicMessage, usersOf, viewsOf } from './snapshot.ts';
import { storiesOf } from './stories.ts';
import { DAYS_BEFORE, startWorld, type World } from './world.ts';

export interface DemoServerOptions {
  readonly port: number;
  readonly seed: number;
  /** How long before the scenario's last day the clock starts. */
  readonly daysBefore?: number;
  /** How far the bill goes back; more than the bot keeps where absent. */
  readonly days?: number | undefined;
}

export interface DemoServer {
  readonly url: string;
  /** The organisation behind the page as it stands; "start over" makes another. */
  world(): World;
  close(): Promise<void>;
}

/** The slash commands the message box completes: those of manifest.yml. */
const COMMANDS = [
  { name: '/cost', hint: '[service] [7d|14d|30d|90d]', description: 'What a service cost, and how that compares' },
  { name: '/logs', hint: '<function> [15m|2h|1d] [filter]', description: 'The newest log lines of a Lambda function' },
];

/** Starts the page's server; the bot comes up behind it. Throws a UserError where the port is taken. */
export async function startDemoServer({
  port,
  seed,
  daysBefore = DAYS_BEFORE,
  days,
}: DemoServerOptions): Promise<DemoServer> {
  const hub = createEventHub();
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  let world: World | undefined;
  let stopWatching = () => {};
  const open = async () => {
    world = await startWorld(
      { seed, daysBefore, days },
      {
        clock: () => world && hub.send({ type: 'clock', clock: world.clock() }),
        bot: () => world && hub.send({ type: 'bot', bot: world.botState() }),
      },
    );
    stopWatching = watch(world, hub.send);
  };
  await open();
  const current = () => world as World;
  const restart = async () => {
    const old = current();
    stopWatching();
    await open();
    hub.send({ type: 'reset' });
    await old.close();
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response).catch((thrown: unknown) =>
      sendJson(response, { ok: false, error: reasonOf(thrown) }, 400),
    );
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const user = searchParams.get('user') ?? current().organisation.workspace.user('dana').id;
    if (pathname === '/api/state') return sendJson(response, snapshot(current(), user));
    if (pathname === '/api/events') return hub.listen(request, response, user);
    if (pathname === '/api/gallery') return sendJson(response, await readGallery());
    if (pathname === '/api/do' && request.method === 'POST') {
      const done = await perform(current(), parseDeed(await bodyOf(request)), restart);
      hub.send({ type: 'broken', broken: current().breakages.active() });
      return sendJson(response, done);
    }
    if (pathname.startsWith('/files/'))
      return passFile(response, new URL(pathname, current().organisation.workspace.apiUrl));
    if (!(await sendAsset(response, pathname)))
      sendJson(response, { ok: false, error: `There is no ${pathname}` }, 404);
  }

  return {
    url,
    world: current,
    async close() {
      hub.close();
      stopWatching();
      server.closeAllConnections();
      server.close();
      await current().close();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (thrown) {
    const taken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
    throw new UserError(
      taken
        ? `Port ${port} is taken. Choose another: npm run demo -- --port ${port + 1}`
        : `The page cannot be served: ${reasonOf(thrown)}`,
    );
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Passes on what happens in the workspace to those who may see it. */
function watch(world: World, send: (eventFor: (user: string) => PageEvent | undefined) => void): () => void {
  const { workspace } = world.organisation;
  const sees = (user: string, channel: string) => workspace.channelsOf(user).some(({ id }) => id === channel);
  return workspace.on((event) => {
    if (event.type === 'message-posted' || event.type === 'message-edited') {
      const message = publicMessage(event.message, event.channel, world.postedAt);
      send((user) => (sees(user, event.channel) ? { type: 'message', message } : undefined));
      send((user) => ({
        type: 'stories',
        stories: storiesOf(world.organisation, messagesOf(workspace, user, world.postedAt)),
      }));
    } else if (event.type === 'private-posted' || event.type === 'private-edited') {
      const message = privateMessage(event.message, botId(workspace), world.postedAt);
      send((user) => (user === event.message.user ? { type: 'message', message } : undefined));
    } else if (event.type === 'message-deleted' || event.type === 'private-deleted') {
      const { ts } = event.message;
      send(() => ({ type: 'message-gone', ts }));
    } else if ('view' in event) {
      send((user) => (user === event.view.user ? { type: 'views', ...viewsOf(workspace, user) } : undefined));
    }
  });
}

function snapshot(world: World, user: string): Snapshot {
  const { workspace } = world.organisation;
  const messages = messagesOf(workspace, user, world.postedAt);
  return {
    you: user,
    users: usersOf(workspace),
    channels: channelsOf(workspace, user),
    messages,
    ...viewsOf(workspace, user),
    commands: COMMANDS,
    clock: world.clock(),
    stories: storiesOf(world.organisation, messages),
    broken: world.breakages.active(),
    bot: world.botState(),
  };
}

/** Hands on a file of the workspace; whatever is in it, it runs nothing here. */
async function passFile(response: ServerResponse, address: URL): Promise<void> {
  const answer = await fetch(address);
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  response.writeHead(answer.status, { 'content-type': type, 'content-security-policy': 'sandbox' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** Larger requests are no deed of a person. */
const MOST_BYTES = 100_000;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('That is too much at once');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
