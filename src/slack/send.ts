import type { WebClient } from '@slack/web-api';
import type { ChatOutcome } from '../usecases/ports.ts';
import type { View } from './blocks.ts';

/** What goes with a message beside its looks. */
export interface SendWith {
  /** The message in whose thread it goes. */
  readonly thread?: string | undefined;
  readonly metadata?: { readonly event_type: string; readonly event_payload: Record<string, string> };
}

/** Posts a message once; links in it show no preview. Throws as the client does. */
export async function sendView(
  client: WebClient,
  channel: string,
  { text, blocks }: View,
  { thread, metadata }: SendWith = {},
): Promise<ChatOutcome> {
  const answer = await client.chat.postMessage({
    channel,
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    ...(metadata ? { metadata } : {}),
    ...(thread ? { thread_ts: thread } : {}),
  });
  return { outcome: 'sent', channel: answer.channel ?? channel, ts: answer.ts ?? '' };
}

/** Puts other looks in the place of a message's. Throws as the client does. */
export async function editView(
  client: WebClient,
  channel: string,
  ts: string,
  { text, blocks }: View,
): Promise<ChatOutcome> {
  await client.chat.update({ channel, ts, text, blocks });
  return { outcome: 'sent', channel, ts };
}
