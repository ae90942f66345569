import { App, LogLevel } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../src/demo/workspace/index.ts';

export type Transport = 'http' | 'socket';

/** A workspace that ends with the test. */
export async function workspaceFor(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await startWorkspace(options);
  onTestFinished(() => workspace.close());
  return workspace;
}

/** A Bolt app with nothing of ours in it, connected to the workspace; it ends with the test. */
export async function bareApp(
  workspace: Workspace,
  transport: Transport,
  listen: (app: App) => void = () => undefined,
  signingSecret: string = workspace.signingSecret,
): Promise<App> {
  const common = {
    token: workspace.botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  };
  const app = new App(
    transport === 'http' ? { ...common, signingSecret } : { ...common, appToken: workspace.appToken, socketMode: true },
  );
  listen(app);
  const server = await (transport === 'http' ? app.start(0) : app.start());
  onTestFinished(async () => void (await app.stop()));
  if (transport === 'http') workspace.deliverTo({ url: `http://127.0.0.1:${portOf(server)}/slack/events` });
  return app;
}

/** One Web API request, made without any client. */
export async function call(
  workspace: Workspace,
  method: string,
  args: Record<string, unknown> = {},
  token: string = workspace.botToken,
): Promise<Record<string, unknown>> {
  const response = await fetch(workspace.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(args),
  });
  return JSON.parse(await response.text());
}

/** Waits until something holds; fails after a second. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 100) throw new Error('waited a second in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function portOf(server: unknown): number {
  const address = isServer(server) ? server.address() : undefined;
  if (typeof address !== 'object' || !address?.port) throw new Error('the app has no port');
  return address.port;
}

function isServer(value: unknown): value is { address(): { port: number } | string | null } {
  return typeof value === 'object' && value !== null && 'address' in value;
}
