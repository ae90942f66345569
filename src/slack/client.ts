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

/** The longest a request to Slack is waited for. */
export const REQUEST_TIMEOUT_MS = 10_000;
const GRACE_TIMES = 1.5;

/** How long after a request it is looked for in Slack: longer than any request is waited for. */
export function graceFor(timeoutMs: number): number {
  return timeoutMs * GRACE_TIMES;
}

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
  'update_failed',
]);
/** Too many requests, said without a 429 and its Retry-After. */
const BUSY = new Set(['ratelimited', 'rate_limited']);
const BUSY_MS = 30_000;
/** Refusals that no person can mend: what was to be edited or answered is gone, or can be edited no more. */
const FINAL = new Set([
  'message_not_found',
  'edit_window_closed',
  'cant_update_message',
  'thread_not_found',
  'cannot_reply_to_message',
]);
const HTTP_TIMEOUT = 408;

/** What is certain after a request that failed. */
export type Failure = Exclude<ChatOutcome, { outcome: 'sent' }>;

/** What an error of the client means for a message. */
export function outcomeOf(thrown: unknown): Failure {
  if (thrown instanceof WebAPIRateLimitedError)
    return { outcome: 'rate-limited', retryAfterMs: thrown.retryAfter * 1000 };
  if (thrown instanceof WebAPIPlatformError) {
    const { error } = thrown.data;
    if (BUSY.has(error)) return { outcome: 'rate-limited', retryAfterMs: BUSY_MS };
    if (UNSURE.has(error)) return { outcome: 'unsure', reason: error };
    return { outcome: 'refused', reason: mendFor(thrown), final: FINAL.has(error) };
  }
  if (thrown instanceof WebAPIHTTPError && thrown.statusCode < 500 && thrown.statusCode !== HTTP_TIMEOUT)
    return { outcome: 'refused', reason: `Slack answered HTTP ${thrown.statusCode}`, final: false };
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
  is_inactive: 'The channel is archived or frozen. Name another one in billhook.yml.',
  restricted_action: 'The workspace does not let apps post in this channel.',
  restricted_action_read_only_channel:
    'The channel is read-only. Let apps post there, or name another one in billhook.yml.',
  restricted_action_thread_only_channel:
    'The channel takes replies alone. Let apps post there, or name another one in billhook.yml.',
  restricted_action_non_threadable_channel: 'The channel takes no replies in threads. Allow them there.',
  restricted_action_thread_locked: 'The thread is locked. Unlock it.',
  message_not_found: 'The message was deleted in Slack.',
  edit_window_closed: 'The workspace does not let the message be edited any more.',
  cant_update_message: 'The bot may not edit the message: another app or another installation posted it.',
  thread_not_found: 'The message it answers was deleted in Slack.',
  cannot_reply_to_message: 'The message it answers takes no replies.',
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
