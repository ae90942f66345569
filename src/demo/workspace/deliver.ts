import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { type Json, parseJson } from './json.ts';
import { readBody } from './read-args.ts';
import type { Delivery } from './types.ts';

/** How long Slack waits for an acknowledgement, ms of real time. */
export const ACK_MS = 3_000;

export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** The how-manieth repeat of an event this is, and why. */
export interface Retry {
  readonly number: number;
  readonly reason: 'http_timeout' | 'http_error';
}

/** Sends signed requests to an app, over connections that are kept. */
export interface HttpDelivery {
  send(url: string, kind: DeliveryKind, payload: Json, retry?: Retry): Promise<Delivery>;
  close(): void;
}

export function createHttpDelivery(signingSecret: string): HttpDelivery {
  const agent = new Agent({ keepAlive: true });
  return {
    send: (url, kind, payload, retry) => {
      const { type, body } = encode(kind, payload);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers = {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(signingSecret, timestamp, body),
        ...(retry ? { 'x-slack-retry-num': retry.number, 'x-slack-retry-reason': retry.reason } : {}),
      };
      return exchange(new URL(url), { agent, headers }, body);
    },
    close: () => agent.destroy(),
  };
}

function exchange(url: URL, options: { agent: Agent; headers: Json }, body: string): Promise<Delivery> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  return new Promise((resolve) => {
    const headers = Object.entries(options.headers).map(([name, value]) => [name, String(value)]);
    const sent = request(url, { method: 'POST', agent: options.agent, headers: Object.fromEntries(headers) });
    const timer = setTimeout(() => {
      resolve({ acked: false, ackMs: elapsed(), error: 'operation_timeout' });
      sent.destroy();
    }, ACK_MS);
    const fail = () => {
      clearTimeout(timer);
      resolve({ acked: false, ackMs: elapsed(), error: 'dispatch_failed' });
    };
    sent.on('error', () => {
      // A kept connection may belong to an app that has gone meanwhile; nothing was read from this request then.
      if (sent.reusedSocket && elapsed() < ACK_MS) {
        clearTimeout(timer);
        resolve(exchange(url, options, body));
      } else fail();
    });
    sent.on('response', (response) => {
      readAnswer(response).then((answer) => {
        clearTimeout(timer);
        resolve({ ...answer, ackMs: elapsed() });
      }, fail);
    });
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Omit<Delivery, 'ackMs'>> {
  const text = (await readBody(response)).toString();
  const status = response.statusCode ?? 0;
  const acked = status >= 200 && status < 300;
  const json = response.headers['content-type']?.startsWith('application/json');
  const body = json ? parseJson(text) : text;
  return { acked, status, ...(body ? { body } : {}), ...(acked ? {} : { error: 'dispatch_failed' }) };
}

function encode(kind: DeliveryKind, payload: Json): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

/** Slack's signature, version 0. */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
