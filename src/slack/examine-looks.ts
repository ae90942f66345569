import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { type Diagnosis, fine, wrong } from '../domain/diagnosis.ts';
import type { View } from './blocks.ts';
import { mendFor } from './client.ts';

/** Slack's answers that are about the looks; any other says that it would not look at them. */
const VERDICTS = new Set(['invalid_blocks', 'invalid_blocks_format', 'invalid_message', 'invalid_view']);

/** Has Slack itself check one of each kind of message (blocks.validate); nothing is posted. */
export async function examineLooks(client: WebClient, kinds: ReadonlyMap<string, View>): Promise<Diagnosis> {
  const what = 'Message looks';
  const refused: string[] = [];
  for (const [kind, { blocks }] of kinds) {
    try {
      await client.blocks.validate({ message: { blocks } });
    } catch (thrown) {
      const breach = breachOf(thrown);
      if (breach === undefined) return fine(what, `could not be checked: ${mendFor(thrown)}`);
      refused.push(`${kind} (${breach})`);
    }
  }
  if (refused.length === 0) return fine(what, `${kinds.size} kinds accepted`);
  return wrong(
    what,
    `Slack refuses ${refused.join('; ')}. Those messages go out in plainer looks until Billhook is mended.`,
  );
}

/** What Slack has against the looks of a message; undefined where that is not what it says. */
function breachOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof WebAPIPlatformError) || !VERDICTS.has(thrown.data.error)) return undefined;
  const first = 'errors' in thrown.data && Array.isArray(thrown.data.errors) ? thrown.data.errors[0] : undefined;
  const { pointer = '', message = '' } = (first ?? {}) as { pointer?: string; message?: string };
  return [thrown.data.error, pointer, message].filter(Boolean).join(' ');
}
