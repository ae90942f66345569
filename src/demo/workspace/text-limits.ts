import type { Json } from './json.ts';

/** Longer text is cut in whatever way it is posted (docs.slack.dev, changelog 2018-04, "Truncating really long messages"). */
const LONGEST_POSTED = 40_000;
/**
 * chat.update refuses more bytes than that. Slack documents 4,000 characters; openclaw/openclaw#115027 (July 2026) measured
 * bytes of UTF-8, and GitLab's merge request 258898 found `&`, `<` and `>` counted as they are escaped.
 */
const MOST_UPDATED_BYTES = 4_000;

/** A link, a mention or the like, which Slack keeps as it is written. */
const MARKUP = /(<(?:[@#!]|[a-z]+:)[^<>]*>)/;

/** The text of a message as it is kept: its first 40,000 characters. */
export function cutText(text: string): string {
  return isCut(text) ? [...text].slice(0, LONGEST_POSTED).join('') : text;
}

/** What stands in an answer whose message was cut; nothing where it was not. */
export function cutWarning({ text }: Json): Json {
  if (typeof text !== 'string' || !isCut(text)) return {};
  const words = 'Your message was truncated but still posted. The `text` field accepts up to 40,000 characters.';
  return {
    warning: 'message_truncated',
    response_metadata: { warnings: ['message_truncated'], messages: [`[WARN] ${words}`] },
  };
}

/** Whether chat.update refuses a text with `msg_too_long`. */
export function isTooLongToUpdate(text: string): boolean {
  const parts = text.split(MARKUP).map((part) => (MARKUP.test(part) ? part : escaped(part)));
  return Buffer.byteLength(parts.join('')) > MOST_UPDATED_BYTES;
}

function isCut(text: string): boolean {
  return text.length > LONGEST_POSTED && [...text].length > LONGEST_POSTED;
}

function escaped(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
