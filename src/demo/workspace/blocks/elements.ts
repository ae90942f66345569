import type { Json } from '../json.ts';
import { image } from './images.ts';
import { checkInitial, checkMenu, formattedOption, menuInitial, menuOptions, overflowOption } from './options.ts';
import { richText } from './rich-text.ts';
import { boolean, type Fields, list, number, object, oneOf, string } from './rules.ts';
import { confirm, id, plainText, url } from './texts.ts';

const action = { action_id: id };
const asked = { ...action, confirm, focus_on_load: boolean };
const menu = { ...asked, placeholder: plainText(150) };
const typed = {
  ...action,
  focus_on_load: boolean,
  placeholder: plainText(150),
  dispatch_action_config: object({
    optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered')) },
  }),
};
const several = { max_selected_items: number({ whole: true, min: 1 }) };
const filter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
});
const conversation = { filter, default_to_current_conversation: boolean };
const length = number({ whole: true, min: 0, max: 3000 });
const label = { accessibility_label: string({ max: 75 }) };
const feedback = object({ required: { text: plainText(75), value: string({ max: 2000 }) }, optional: label });
const decimal = string({ pattern: /^-?\d+(\.\d+)?$/ });

function checkLengths(value: Json, refuse: (message: string) => void): void {
  if (Number(value.min_length ?? 0) > Number(value.max_length ?? 3000))
    refuse('min_length must be less than or equal to max_length');
}

/** Every element with its fields and limits; `external_select` is left out: nobody loads options here. */
export const elements = {
  image,
  button: {
    required: { text: plainText(75) },
    optional: { ...action, ...label, confirm, value: string({ max: 2000 }), url, style: oneOf('primary', 'danger') },
  },
  workflow_button: {
    required: {
      text: plainText(75),
      workflow: object({
        required: {
          trigger: object({
            required: { url },
            optional: {
              customizable_input_parameters: list(object({ required: { name: string(), value: string() } })),
            },
          }),
        },
      }),
    },
    optional: { ...action, ...label, confirm, style: oneOf('primary', 'danger') },
  },
  icon_button: {
    required: { icon: string(), text: plainText(75) },
    optional: { ...action, ...label, confirm, value: string({ max: 2000 }), visible_to_user_ids: list(string()) },
  },
  feedback_buttons: { required: { positive_button: feedback, negative_button: feedback }, optional: action },
  overflow: { required: { options: list(overflowOption, { max: 5 }) }, optional: { ...action, confirm } },
  checkboxes: {
    required: { options: list(formattedOption, { max: 10 }) },
    optional: { ...asked, initial_options: list(formattedOption, { max: 10 }) },
    also: checkInitial,
  },
  radio_buttons: {
    required: { options: list(formattedOption, { max: 10 }) },
    optional: { ...asked, initial_option: formattedOption },
    also: checkInitial,
  },
  static_select: { optional: { ...menu, ...menuOptions, initial_option: menuInitial }, also: checkMenu },
  multi_static_select: {
    optional: { ...menu, ...several, ...menuOptions, initial_options: list(menuInitial, { max: 100 }) },
    also: checkMenu,
  },
  users_select: { optional: { ...menu, initial_user: string() } },
  multi_users_select: { optional: { ...menu, ...several, initial_users: list(string()) } },
  channels_select: { optional: { ...menu, initial_channel: string(), response_url_enabled: boolean } },
  multi_channels_select: { optional: { ...menu, ...several, initial_channels: list(string()) } },
  conversations_select: {
    optional: { ...menu, ...conversation, initial_conversation: string(), response_url_enabled: boolean },
  },
  multi_conversations_select: {
    optional: { ...menu, ...several, ...conversation, initial_conversations: list(string()) },
  },
  datepicker: { optional: { ...menu, initial_date: string({ pattern: /^\d{4}-\d{2}-\d{2}$/ }) } },
  timepicker: { optional: { ...menu, initial_time: string({ pattern: /^\d{2}:\d{2}$/ }), timezone: string() } },
  datetimepicker: { optional: { ...asked, initial_date_time: number({ whole: true, min: 1e9, max: 9_999_999_999 }) } },
  plain_text_input: {
    optional: {
      ...typed,
      initial_value: string({ min: 0, max: 3000 }),
      multiline: boolean,
      min_length: length,
      max_length: number({ whole: true, min: 1, max: 3000 }),
    },
    also: checkLengths,
  },
  email_text_input: { optional: { ...typed, initial_value: string() } },
  url_text_input: { optional: { ...typed, initial_value: string() } },
  number_input: {
    required: { is_decimal_allowed: boolean },
    optional: { ...typed, initial_value: decimal, min_value: decimal, max_value: decimal },
  },
  rich_text_input: {
    optional: {
      ...typed,
      initial_value: richText,
      min_lines: number({ whole: true, min: 1, max: 100 }),
      max_lines: number({ whole: true, min: 1, max: 100 }),
    },
  },
  file_input: {
    optional: { ...action, filetypes: list(string()), max_files: number({ whole: true, min: 1, max: 10 }) },
  },
} satisfies Record<string, Fields>;
