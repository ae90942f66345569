import { elements } from './elements.ts';
import { image } from './images.ts';
import { richTextFields } from './rich-text.ts';
import { boolean, type Fields, kinds, list, pick, string } from './rules.ts';
import { table } from './tables.ts';
import { anyText, id, plainText, textKinds, url } from './texts.ts';
import { uniqueActionIds } from './unique.ts';

const BUTTONS = ['button', 'workflow_button', 'overflow', 'checkboxes', 'radio_buttons'] as const;
const MENUS = [
  'static_select',
  'multi_static_select',
  'users_select',
  'multi_users_select',
  'channels_select',
  'multi_channels_select',
  'conversations_select',
  'multi_conversations_select',
] as const;
const INPUTS = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'file_input',
] as const;

const optional = { block_id: id };
const secure = string({ max: 3000, pattern: /^https:\/\// });

/** Blocks that are not made of other blocks. */
export const simpleBlocks = {
  divider: { optional },
  header: { required: { text: plainText(150) }, optional },
  markdown: { required: { text: string({ max: 12_000 }) }, optional },
  image: { ...image, optional: { ...image.optional, ...optional, title: plainText(2000) } },
  rich_text: richTextFields,
  context: {
    required: { elements: list(kinds({ image, ...textKinds(2000) }), { max: 10 }) },
    optional,
  },
  section: {
    optional: {
      ...optional,
      text: anyText(3000),
      fields: list(anyText(2000), { max: 10 }),
      expand: boolean,
      accessory: kinds(pick(elements, ...BUTTONS, ...MENUS, 'image', 'datepicker', 'timepicker')),
    },
    also: (value, refuse) => {
      if (value.text === undefined && value.fields === undefined) refuse('missing required field: text or fields');
    },
  },
  actions: {
    required: {
      elements: list(
        kinds(pick(elements, ...BUTTONS, ...MENUS, 'datepicker', 'timepicker', 'datetimepicker', 'rich_text_input')),
        { max: 25 },
      ),
    },
    optional,
    also: uniqueActionIds,
  },
  input: {
    required: {
      label: plainText(2000),
      element: kinds(pick(elements, ...MENUS, ...INPUTS)),
    },
    optional: { ...optional, hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  },
  video: {
    required: { video_url: secure, thumbnail_url: url, alt_text: string({ max: 2000 }), title: plainText(199) },
    optional: {
      ...optional,
      title_url: secure,
      author_name: string({ max: 49 }),
      provider_name: string(),
      provider_icon_url: url,
      description: plainText(199),
    },
  },
  table,
} satisfies Record<string, Fields>;
