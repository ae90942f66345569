import { type Block, context, section, type View } from './blocks.ts';
import { mrkdwn } from './mrkdwn.ts';

/** Errors that say Slack dislikes the looks (chat.postMessage and chat.update, docs.slack.dev), so that nothing was posted. */
const ABOUT_LOOKS = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'block_mismatch',
  'invalid_arguments',
  // Refusals of a second table come as this one (bolt-js).
  'invalid_attachments',
  // In no table of Slack's, yet seen by others.
  'too_many_blocks',
  'invalid_block_id',
]);

export function isAboutLooks(error: string): boolean {
  return ABOUT_LOOKS.has(error);
}

/** A message from its full looks down to plain words: one refused block must not lose the message. */
export function stepsDown({ text, blocks }: View): View[] {
  const plain = blocks.flatMap(plainer);
  const words = plain.filter(({ type }) => type === 'section' || type === 'actions');
  const steps: Block[][] = [blocks, plain, words, []];
  return steps
    .filter((step, i) => i === 0 || !isSame(step, steps[i - 1] ?? []))
    .map((step) => ({ text, blocks: step }));
}

function isSame(step: readonly Block[], before: readonly Block[]): boolean {
  return step.length === before.length && step.every((block, i) => block === before[i]);
}

/**
 * A newer block in older ones: refused somewhere (an old client, a plan, a reading of ours that is wrong) sooner than the others.
 * Of a chart its title stays, as the figures that count stand in the message; of a table its cells.
 */
function plainer(block: Block): Block[] {
  // The library's types lack the chart, so that a comparison with its name would not compile.
  const type: string = block.type;
  if (type === 'data_visualization') return [context(mrkdwn`${titleOf(block)}: the chart could not be shown here.`)];
  return block.type === 'data_table' ? tableOf(block) : [block];
}

function titleOf(block: object): string {
  return 'title' in block && typeof block.title === 'string' ? block.title : 'Chart';
}

function tableOf({ caption, rows }: Extract<Block, { type: 'data_table' }>): Block[] {
  const lines = rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : '')).join('  '));
  return [section(mrkdwn`${[caption, ...lines].join('\n')}`)];
}
