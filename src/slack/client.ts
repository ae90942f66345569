import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { reasonOf } from '../domain/errors.ts';
import type { ChatOutcome } from '../usecases/ports.ts';

/** The longest a request to Slack is waited for; the outbox's grace must be longer. */
export const REQUEST_TIMEOUT_MS = 10_000;

/** How every client talks to Slack: no retries of its own, which would post twice after a lost answer; the outbox owns them. */
export function clientOptions(apiUrl: string | undefined, timeoutMs = REQUEST_TIMEOUT_MS) {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    // What becomes of each call is logged where it is known what it was for.
    logLevel: LogLevel.ERROR,
    allowAbsoluteUrls: false,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  };
}

export function createWebClient(token: string, apiUrl: string | undefined, timeoutMs?: number): WebClient {
  return new WebClient(token, clientOptions(apiUrl, timeoutMs));
}

/** Slack's own errors after which a message may have been stored all the same. */
const UNSURE = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** What an error of the client means for a message. */
export function outcomeOf(thrown: unknown): ChatOutcome {
  if (thrown instanceof WebAPIRateLimitedError)
    return { outcome: 'rate-limited', retryAfterMs: thrown.retryAfter * 1000 };
  if (thrown instanceof WebAPIPlatformError) {
    const { error } = thrown.data;
    return UNSURE.has(error) ? { outcome: 'unsure', reason: error } : { outcome: 'refused', reason: mendFor(thrown) };
  }
  if (thrown instanceof WebAPIHTTPError && thrown.statusCode < 500)
    return { outcome: 'refused', reason: `Slack answered HTTP ${thrown.statusCode}` };
  return { outcome: 'unsure', reason: reasonOf(thrown) };
}

const MENDS: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions.',
  not_authed: 'Slack got no token. Set SLACK_BOT_TOKEN.',
  account_inactive: 'The app was removed from the workspace. Install it again and set the new SLACK_BOT_TOKEN.',
  token_revoked: 'SLACK_BOT_TOKEN was revoked. Install the app again and set the new one.',
  not_allowed_token_type: 'This is not a bot token. SLACK_BOT_TOKEN starts with xoxb-.',
  channel_not_found:
    'The channel is not there, or is private and the bot is not in it. Invite the bot: /invite @billhook',
  not_in_channel: 'The bot is not in the channel. Invite it: /invite @billhook',
  is_archived: 'The channel is archived. Name another one in billhook.yml.',
  restricted_action: 'The workspace does not let apps post in this channel.',
};

/** Slack's refusal in words, with the mend. */
export function mendFor(thrown: unknown): string {
  if (thrown instanceof WebAPIPlatformError) {
    const { error, needed } = thrown.data as { error: string; needed?: string };
    if (error === 'missing_scope')
      return `The bot lacks the Slack scope ${needed}. Install the app again from manifest.yml.`;
    return MENDS[error] ?? `Slack answered ${error}`;
  }
  if (thrown instanceof WebAPIRequestError)
    return `Slack cannot be reached (${reasonOf(thrown.original)}). Check the network, a proxy, and SLACK_API_URL if it is set.`;
  return `Slack cannot be used: ${reasonOf(thrown)}`;
}

/** Slack's error code, where it gave one. */
export function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof WebAPIPlatformError ? thrown.data.error : undefined;
}
