// Slack's limits on blocks (docs.slack.dev, Block Kit reference), in characters unless they say otherwise.

export const HEADER = 150;
export const SECTION_TEXT = 3000;
export const CONTEXT_TEXT = 2000;
export const SECTION_FIELDS = 10;
export const FIELD_TEXT = 2000;
export const BUTTON_TEXT = 75;
export const OPTION_TEXT = 75;
export const PLACEHOLDER = 150;
export const MODAL_TITLE = 24;
export const INPUT_LABEL = 2000;
export const CHART_TITLE = 50;
export const CHART_LABEL = 20;
export const CHART_CATEGORIES = 20;
export const TABLE_ROWS = 100;
/** All block text of one message together; Slack refuses some 13,000 with msg_blocks_too_long. */
export const MESSAGE_TEXT = 11_000;
/** Text beside the blocks, in bytes of UTF-8: chat.update refuses more, whatever a post may hold. */
export const FALLBACK_TEXT_BYTES = 4000;

/** Cuts text to a limit, with an ellipsis where it was longer. Never splits a mention, an escaped character, nor one of two code units. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1);
  return `${head.replace(/(?:<[@#!][^>\s]*|&[a-z]{0,3}|[\ud800-\udbff])$/, '')}…`;
}

/** Cuts text as `cut` does, to a limit in bytes of UTF-8. */
export function cutToBytes(text: string, limit: number): string {
  let short = text;
  for (let over = Buffer.byteLength(short) - limit; over > 0; over = Buffer.byteLength(short) - limit)
    // A code unit takes three bytes at most, so that no more is cut than needed but for the last few.
    short = cut(text, short.length - Math.ceil(over / 3));
  return short;
}
