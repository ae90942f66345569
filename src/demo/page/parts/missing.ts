import type { Json } from '../../server/protocol.ts';
import { object, objects, text } from '../json.ts';
import type { Choice } from '../surface.ts';

const INITIAL = [
  'initial_value',
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_channel',
  'initial_channels',
  'initial_conversation',
  'initial_conversations',
  'initial_date',
  'initial_time',
];

/** Words by block id for each input that must be filled in and is not. */
export function missingIn(
  blocks: readonly Json[],
  values: Readonly<Record<string, Choice>>,
): Readonly<Record<string, string>> {
  const missing = objects(blocks).filter((block) => {
    const element = object(block.element);
    if (block.type !== 'input' || block.optional === true || !element) return false;
    const entered = values[text(element.action_id)];
    if (entered !== undefined) return entered.length === 0;
    return !INITIAL.some((field) => element[field] !== undefined && element[field] !== '');
  });
  return Object.fromEntries(missing.map((block) => [text(block.block_id), 'Please complete this required field.']));
}
