import type { WebClient } from '@slack/web-api';
import { type Diagnosis, fine, wrong } from '../domain/diagnosis.ts';
import { reasonOf } from '../domain/errors.ts';
import { createWebClient, errorCode, mendFor } from './client.ts';
import { resolveChannels } from './directory.ts';
import { examineLooks } from './examine-looks.ts';
import { SCOPES } from './scopes.ts';
import { samples } from './views/samples.ts';

export interface SlackSetup {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string }
    | undefined;
  readonly apiUrl: string | undefined;
  readonly channels: readonly string[];
  readonly usergroups: readonly string[];
}

/** Tries the tokens, the scopes, the looks of messages, the channels and the user groups, each once. */
export async function examineSlack(setup: SlackSetup): Promise<Diagnosis[]> {
  const client = createWebClient(setup.botToken, setup.apiUrl);
  const token = await examineToken(client);
  const transport = await examineTransport(setup);
  // Without a token the rest would only repeat the same fault.
  if (!token[0]?.ok) return [...token, transport];
  const looks = await examineLooks(client, samples());
  const places = await Promise.all(setup.channels.map((channel) => examineChannel(client, channel)));
  const groups = await Promise.all(setup.usergroups.map((group) => examineUsergroup(client, group)));
  return [...token, transport, looks, ...places, ...groups];
}

async function examineToken(client: WebClient): Promise<Diagnosis[]> {
  try {
    const answer = await client.auth.test();
    const granted: readonly string[] = answer.response_metadata?.scopes ?? [];
    const missing = Object.keys(SCOPES).filter((scope) => !granted.includes(scope));
    const scopes = missing.length
      ? wrong(
          'Slack scopes',
          `missing: ${missing.map((scope) => `${scope} (${SCOPES[scope]})`).join(', ')}. Install the app again from manifest.yml.`,
        )
      : fine('Slack scopes', 'all granted');
    return [fine('Slack token', `works: ${answer.user} in ${answer.team}`), scopes];
  } catch (thrown) {
    return [wrong('Slack token', mendFor(thrown))];
  }
}

async function examineTransport({ transport, apiUrl }: SlackSetup): Promise<Diagnosis> {
  if (!transport)
    return wrong('Slack transport', 'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.');
  if (transport.kind === 'http')
    return fine('Slack over HTTP', 'the signing secret is set; whether it is right shows with the first request');
  try {
    await createWebClient(transport.appToken, apiUrl).apps.connections.open();
    return fine('Slack Socket Mode', 'the app token opens connections');
  } catch (thrown) {
    const code = errorCode(thrown);
    const mend =
      code === 'invalid_auth' || code === 'not_allowed_token_type' || code === 'missing_scope'
        ? `Slack answered ${code}. SLACK_APP_TOKEN must be an app-level token with connections:write (Basic Information, App-Level Tokens).`
        : mendFor(thrown);
    return wrong('Slack Socket Mode', mend);
  }
}

async function examineChannel(client: WebClient, channel: string): Promise<Diagnosis> {
  const what = `Slack channel ${channel}`;
  try {
    const id = (await resolveChannels(client, [channel])).get(channel) ?? channel;
    const { channel: found } = await client.conversations.info({ channel: id });
    if (found?.is_archived) return wrong(what, 'is archived. Name another one in billhook.yml.');
    if (!found?.is_member) return wrong(what, 'the bot is not in it. Invite it there: /invite @billhook');
    return fine(what, 'found, and the bot is in it');
  } catch (thrown) {
    return wrong(what, errorCode(thrown) ? mendFor(thrown) : reasonOf(thrown));
  }
}

async function examineUsergroup(client: WebClient, usergroup: string): Promise<Diagnosis> {
  const what = `Slack user group ${usergroup}`;
  try {
    const { users } = await client.usergroups.users.list({ usergroup });
    return fine(what, `${users?.length ?? 0} members`);
  } catch (thrown) {
    return wrong(
      what,
      errorCode(thrown) === 'no_such_subteam'
        ? 'is not there. Copy its id from Slack: More, Copy group ID.'
        : mendFor(thrown),
    );
  }
}
