import { boolean, type Fields, kinds, object, oneOf, pick, type Rule, string } from './rules.ts';

/** The two kinds of text object, of at most `max` characters. */
export function textKinds(max: number) {
  return {
    plain_text: { required: { text: string({ max }) }, optional: { emoji: boolean } },
    mrkdwn: { required: { text: string({ max }) }, optional: { verbatim: boolean } },
  } satisfies Record<string, Fields>;
}

/** A `plain_text` object of at most `max` characters. */
export function plainText(max: number): Rule {
  return kinds(pick(textKinds(max), 'plain_text'));
}

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export function anyText(max: number): Rule {
  return kinds(textKinds(max));
}

/** An id an app gives to a block or an element: at most 255 characters. */
export const id = string({ max: 255 });

/** An address in the web: at most 3,000 characters. */
export const url = string({ max: 3000, pattern: /^https?:\/\// });

/** The dialog that asks before an action is sent. */
export const confirm = object({
  required: { text: anyText(300) },
  optional: {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf('primary', 'danger'),
  },
});
