import { App, LogLevel } from '@slack/bolt';

/** A Bolt app that only acknowledges: what the bot is set against. Runs as a process of its own and tells its port. */
const app = new App({
  token: process.env.SLACK_BOT_TOKEN ?? '',
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
  logLevel: LogLevel.ERROR,
});
app.command('/cost', async ({ ack }) => ack());
const server: unknown = await app.start(0);
const address = isServer(server) ? server.address() : undefined;
process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
process.on('disconnect', () => process.exit());

function isServer(value: unknown): value is { address(): { port: number } | string | null } {
  return typeof value === 'object' && value !== null && 'address' in value;
}
