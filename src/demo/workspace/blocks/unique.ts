import { type Json, objectsIn } from '../json.ts';
import type { Breach, Fields } from './rules.ts';

/** No two elements of an actions block have the same `action_id`. */
export const uniqueActionIds: NonNullable<Fields['also']> = (value, refuse) => {
  const seen = new Set<unknown>();
  for (const [index, element] of objectsIn(value.elements).entries()) {
    if (element.action_id === undefined) continue;
    if (seen.has(element.action_id))
      refuse(`action_id "${String(element.action_id)}" already exists`, `elements/${index}/action_id`);
    seen.add(element.action_id);
  }
};

/** Notes each block whose `block_id` another has already. */
export function checkBlockIds(blocks: readonly Json[], pointer: string, breaches: Breach[]): void {
  const seen = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    if (block.block_id === undefined) continue;
    if (seen.has(block.block_id))
      breaches.push({
        pointer: `${pointer}/${index}/block_id`,
        message: `block_id "${String(block.block_id)}" already exists`,
      });
    seen.add(block.block_id);
  }
}
