import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Faults } from './faults.ts';
import type { Json } from './json.ts';
import { appMethods } from './methods/app.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { type Method, type MethodContext, needScope } from './methods/method.ts';
import { reactionMethods } from './methods/reactions.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';
import { SlackError } from './slack-error.ts';
import type { Call } from './types.ts';

/** What goes back over HTTP; no answer at all where there is none. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** The tokens of this workspace and what they open. */
export interface Credentials {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly scopes: ReadonlySet<string>;
}

export interface Requests {
  /** Writes a request down. */
  note(call: Call): void;
  readonly faults: Faults;
}

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...appMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...reactionMethods,
    ...userMethods,
    ...viewMethods,
  }),
);

/** Runs a method for whoever holds the token. Throws a SlackError where Slack refuses. */
export function callMethod(
  context: MethodContext,
  credentials: Credentials,
  { name, token, args }: { name: string; token: string | undefined; args: Json },
  openConnection: () => Json,
): Json {
  const method = name === 'apps.connections.open' ? { token: 'app', run: openConnection } : methods.get(name);
  if (!method) throw new SlackError('unknown_method', { req_method: name });
  if (method.token !== 'none') {
    if (!token) throw new SlackError('not_authed');
    if (token !== credentials.botToken && token !== credentials.appToken) throw new SlackError('invalid_auth');
    if (token !== (method.token === 'app' ? credentials.appToken : credentials.botToken))
      throw new SlackError('not_allowed_token_type');
  }
  if ('scope' in method && method.scope) needScope(credentials.scopes, method.scope);
  return method.run(context, args);
}

/** Answers one request as `run` says, unless a fault strikes, and writes it down. `undefined`: hang up. */
export async function answerRequest(
  { note: write, faults }: Requests,
  name: string,
  args: Json,
  run: () => Json,
): Promise<Answer | undefined> {
  const at = Date.now();
  const { token: _, ...seen } = args;
  const note = (ok: boolean, status: number, error?: string) =>
    write({ method: name, at, args: seen, ok, status, ...(error ? { error } : {}) });
  const striking = faults.strike(name);
  for (const fault of striking) if (fault.kind === 'delay') await sleep(fault.ms);
  const fault = striking.at(-1);
  const spoilt = fault && spoil(fault);
  if (fault?.kind === 'drop-before' || spoilt) {
    note(false, spoilt?.status ?? 0, String(spoilt?.body.error ?? 'dropped'));
    return spoilt;
  }
  const body = attempt(run);
  const lost = fault?.kind === 'drop-after';
  note(body.ok === true, lost ? 0 : 200, body.ok === true ? undefined : String(body.error));
  return lost ? undefined : { status: 200, body };
}

/** The answer of a fault that keeps the method from running. */
function spoil(fault: Fault): Answer | undefined {
  if (fault.kind === 'rate-limit')
    return {
      status: 429,
      headers: { 'retry-after': String(fault.retryAfterSeconds) },
      body: { ok: false, error: 'ratelimited' },
    };
  if (fault.kind === 'error-500') return { status: 500, body: { ok: false, error: 'internal_error' } };
  if (fault.kind === 'error') return { status: 200, body: { ok: false, error: fault.code } };
  return undefined;
}

function attempt(run: () => Json): Json {
  try {
    return { ok: true, ...run() };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { ok: false, error: error.code, ...error.detail };
  }
}
