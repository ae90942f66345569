import { boolean, type Fields, kinds, list, number, object, oneOf, type Rule, string } from './rules.ts';
import { id, url } from './texts.ts';

const style = object({
  optional: { bold: boolean, code: boolean, italic: boolean, strike: boolean, underline: boolean },
});

const pieces = {
  text: { required: { text: string() }, optional: { style } },
  link: { required: { url: string() }, optional: { text: string({ min: 0 }), unsafe: boolean, style } },
  user: { required: { user_id: string() }, optional: { style } },
  usergroup: { required: { usergroup_id: string() }, optional: { style } },
  team: { required: { team_id: string() }, optional: { style } },
  channel: { required: { channel_id: string() }, optional: { style } },
  emoji: { required: { name: string() }, optional: { unicode: string(), url, style } },
  broadcast: { required: { range: oneOf('here', 'channel', 'everyone') }, optional: { style } },
  color: { required: { value: string() }, optional: { style } },
  date: {
    required: { timestamp: number({ whole: true }), format: string() },
    optional: { url, fallback: string(), style },
  },
} satisfies Record<string, Fields>;

const line = list(kinds(pieces));
const border = oneOf(0, 1);
const section: Fields = { required: { elements: line } };

/** The fields of a `rich_text` block, which is also a cell of a table. */
export const richTextFields = {
  required: {
    elements: list(
      kinds({
        rich_text_section: section,
        rich_text_list: {
          required: {
            style: oneOf('bullet', 'ordered'),
            elements: list(kinds({ rich_text_section: section })),
          },
          optional: {
            indent: number({ whole: true, min: 0, max: 8 }),
            offset: number({ whole: true, min: 0 }),
            border,
          },
        },
        rich_text_quote: { required: { elements: line }, optional: { border } },
        rich_text_preformatted: {
          required: { elements: list(kinds({ text: pieces.text, link: pieces.link })) },
          optional: { border, language: string() },
        },
      }),
    ),
  },
  optional: { block_id: id },
} satisfies Fields;

export const richText: Rule = kinds({ rich_text: richTextFields });
