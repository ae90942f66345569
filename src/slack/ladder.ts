import type { Block, View } from './blocks.ts';

/** Newer blocks: refused somewhere (an old client, a plan, a reading of ours that is wrong) sooner than the others. */
const NEWER = new Set(['data_visualization', 'data_table']);
/** Errors that say Slack dislikes the looks, so that nothing was posted. */
const ABOUT_LOOKS = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']);

export function isAboutLooks(error: string): boolean {
  return ABOUT_LOOKS.has(error);
}

/** A message from its full looks down to plain words: one refused block must not lose the message. */
export function stepsDown({ text, blocks }: View): View[] {
  const steps: Block[][] = [
    blocks,
    blocks.filter(({ type }) => !NEWER.has(type)),
    blocks.filter(({ type }) => type === 'section' || type === 'actions'),
    [],
  ];
  return steps
    .filter((step, i) => i === 0 || step.length < (steps[i - 1]?.length ?? 0))
    .map((step) => ({ text, blocks: step }));
}
