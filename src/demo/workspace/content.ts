import { checkBlocks, countTables, type FileReady, isTooLong } from './blocks/check-blocks.ts';
import { isJson, type Json, objectsIn } from './json.ts';
import { refusal, SlackError } from './slack-error.ts';
import { cutText, isTooLongToUpdate } from './text-limits.ts';
import type { Content } from './types.ts';

const METADATA_SIZE = 8_000;

/**
 * The content of a message as an app sent it, long text cut; in an update an empty list or object takes away what was.
 * Throws what Slack answers: no_text, msg_too_long, invalid_blocks, msg_blocks_too_long, invalid_attachments,
 * invalid_metadata_format, metadata_too_large.
 */
export function readContent(args: Json, fileReady: FileReady, purpose: 'post' | 'update' = 'post'): Content {
  const text = typeof args.text === 'string' ? args.text : '';
  const blocks = readList(args.blocks, 'invalid_blocks_format');
  const attachments = readList(args.attachments, 'invalid_attachments');
  if (!text && !blocks?.length && !attachments?.length) throw new SlackError('no_text');
  if (purpose === 'update' && isTooLongToUpdate(text)) throw new SlackError('msg_too_long');
  checkContent(blocks, attachments, fileReady);
  const metadata = args.metadata === undefined ? undefined : readMetadata(args.metadata, purpose);
  return {
    text: cutText(text),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

function checkContent(blocks: Json[] | undefined, attachments: Json[] | undefined, fileReady: FileReady): void {
  const breaches = checkBlocks(blocks ?? [], 'message', fileReady);
  if (breaches.length > 0) throw refusal('invalid_blocks', breaches);
  const attached = (attachments ?? []).flatMap((one, index) =>
    one.blocks === undefined ? [] : checkBlocks(one.blocks, 'message', fileReady, `/attachments/${index}/blocks`),
  );
  if (attached.length > 0) throw refusal('invalid_attachments', attached);
  const all = [...(blocks ?? []), ...objectsIn(attachments).flatMap((one) => objectsIn(one.blocks))];
  if (countTables(all) > 1)
    throw refusal('invalid_attachments', [{ message: 'only_one_table_allowed', pointer: '/blocks' }]);
  if (isTooLong(all)) throw new SlackError('msg_blocks_too_long');
}

function readList(value: unknown, code: string): Json[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isJson)) throw new SlackError(code);
  return value;
}

function readMetadata(value: unknown, purpose: 'post' | 'update'): Json {
  if (purpose === 'update' && isJson(value) && Object.keys(value).length === 0) return value;
  if (!isJson(value) || typeof value.event_type !== 'string' || !value.event_type || !isJson(value.event_payload))
    throw new SlackError('invalid_metadata_format');
  if (JSON.stringify(value).length > METADATA_SIZE) throw new SlackError('metadata_too_large');
  return value;
}
