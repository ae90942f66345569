import type { WebClient } from '@slack/web-api';
import type { Log } from '../usecases/ports.ts';
import { mendFor } from './client.ts';

/** Where a file goes: to one person directly, or into a thread. */
export type FilePlace = { readonly user: string } | { readonly channel: string; readonly thread: string };

/**
 * Sends text as a snippet file.
 * @returns why it could not be sent, in words with the mend; undefined where it was
 */
export async function sendTextFile(
  client: WebClient,
  log: Log,
  place: FilePlace,
  file: { readonly name: string; readonly title: string; readonly text: string },
): Promise<string | undefined> {
  try {
    const channel = 'user' in place ? await directChannel(client, place.user) : place.channel;
    const upload = {
      filename: file.name,
      title: file.title,
      content: file.text,
      snippet_type: 'text',
      channel_id: channel,
    };
    await client.files.uploadV2('thread' in place ? { ...upload, thread_ts: place.thread } : upload);
    return undefined;
  } catch (thrown) {
    log.warn({ err: thrown }, 'A file could not be sent');
    return mendFor(thrown);
  }
}

async function directChannel(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (!channel?.id) throw new Error('Slack opened no direct message');
  return channel.id;
}
