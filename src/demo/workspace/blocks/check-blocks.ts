import { isJson, type Json, objectsIn } from '../json.ts';
import { type Surface, surfaces } from './layout.ts';
import { type Breach, boolean, list, object, oneOf, type Rule, string } from './rules.ts';
import { textLength } from './tables.ts';
import { id, plainText } from './texts.ts';
import { checkBlockIds } from './unique.ts';

/** All text of a message's blocks together; measured by others between 9,597 (taken) and 11,341 (refused). */
export const MESSAGE_TEXT_LENGTH = 11_000;

const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
const CHARTS_A_MESSAGE = 2;

/** Whether a file that blocks refer to (`{ id }` or `{ url }`) can be shown already. */
export type FileReady = (reference: Json) => boolean;

/** What Slack would say against these blocks on this surface; empty if nothing. */
export function checkBlocks(blocks: unknown, surface: Surface, fileReady: FileReady, pointer = '/blocks'): Breach[] {
  const breaches: Breach[] = [];
  list(surfaces[surface], { min: 0, max: MOST_BLOCKS[surface] })(blocks, pointer, breaches);
  if (breaches.length > 0 || !Array.isArray(blocks)) return breaches;
  const all = objectsIn(blocks);
  checkBlockIds(all, pointer, breaches);
  if (countOf(all, ['data_visualization']) > CHARTS_A_MESSAGE)
    breaches.push({ pointer, message: `no more than ${CHARTS_A_MESSAGE} data_visualization blocks allowed` });
  checkFiles(blocks, fileReady, pointer, breaches);
  return breaches;
}

/** How many tables of either kind are among the blocks; Slack takes one a message. */
export function countTables(blocks: unknown): number {
  const all = objectsIn(blocks);
  return countOf([...all, ...all.flatMap((block) => objectsIn(block.child_blocks))], ['table', 'data_table']);
}

/** Whether the blocks hold more text than one message may. */
export function isTooLong(blocks: unknown): boolean {
  return textLength(blocks) > MESSAGE_TEXT_LENGTH;
}

const anything: Rule = () => undefined;
const metadata = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: id,
};
const views: Readonly<Record<'modal' | 'home', Rule>> = {
  modal: object({
    required: { type: oneOf('modal'), title: plainText(24), blocks: anything },
    optional: {
      ...metadata,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    also: (value, refuse) => {
      if (value.submit === undefined && objectsIn(value.blocks).some((block) => block.type === 'input'))
        refuse('missing required field: submit');
    },
  }),
  home: object({ required: { type: oneOf('home'), blocks: anything }, optional: metadata }),
};

/** What Slack would say against a view; empty if nothing. */
export function checkView(view: unknown, fileReady: FileReady, pointer = '/view'): Breach[] {
  if (!isJson(view)) return [{ pointer, message: 'must be an object' }];
  if (view.type !== 'modal' && view.type !== 'home')
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${String(view.type)}` }];
  const breaches: Breach[] = [];
  views[view.type](view, pointer, breaches);
  if (view.blocks !== undefined) breaches.push(...checkBlocks(view.blocks, view.type, fileReady, `${pointer}/blocks`));
  return breaches;
}

function countOf(blocks: readonly Json[], types: readonly string[]): number {
  return blocks.filter((block) => types.includes(String(block.type))).length;
}

function checkFiles(tree: unknown, ready: FileReady, pointer: string, breaches: Breach[]): void {
  if (typeof tree !== 'object' || tree === null) return;
  for (const [field, value] of Object.entries(tree)) {
    const at = `${pointer}/${field}`;
    if (field === 'slack_file' && isJson(value) && !ready(value))
      breaches.push({ pointer: at, message: 'invalid slack file' });
    else checkFiles(value, ready, at, breaches);
  }
}
