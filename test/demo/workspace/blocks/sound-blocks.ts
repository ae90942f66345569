import type { Surface } from '../../../../src/demo/workspace/blocks/layout.ts';

/** A plain_text object. */
export function plain(text: string) {
  return { type: 'plain_text', text };
}

interface Sample {
  readonly type: string;
  readonly block: { readonly type: string };
  readonly surfaces: readonly Surface[];
}

const option = { text: plain('One hour'), value: '1h' };
const button = { type: 'button', text: plain('Acknowledge'), value: '7', style: 'primary' };
const image = { type: 'image', alt_text: 'a chart', image_url: 'https://a.example/chart.png' };
const text = { type: 'text', text: 'a line', style: { bold: true, code: false } };
const pieces = [
  text,
  { type: 'link', url: 'https://a.example', text: 'there' },
  { type: 'user', user_id: 'U0DANA' },
  { type: 'usergroup', usergroup_id: 'S0ONCALL' },
  { type: 'channel', channel_id: 'C0OPS', style: { italic: true } },
  { type: 'emoji', name: 'eyes' },
  { type: 'broadcast', range: 'here' },
  { type: 'color', value: '#ff0000' },
  { type: 'date', timestamp: 1763370000, format: '{date_num}' },
];
const line = { type: 'rich_text_section', elements: pieces };
const richText = {
  type: 'rich_text',
  elements: [
    line,
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [line] },
    { type: 'rich_text_quote', elements: pieces },
    { type: 'rich_text_preformatted', border: 0, elements: [text] },
  ],
};
const rows = [
  [
    { type: 'raw_text', text: 'Service' },
    { type: 'raw_text', text: 'Cost' },
  ],
  [
    { type: 'raw_text', text: 'AWS Lambda' },
    { type: 'raw_number', value: 12.5, text: '$12.50' },
  ],
];
const section = { type: 'section', text: { type: 'mrkdwn', text: '*x*', verbatim: true }, fields: [plain('a')] };
const card = { type: 'card', title: plain('A'), body: { type: 'mrkdwn', text: 'b' }, icon: image, actions: [button] };
const task = { type: 'task_card', task_id: 't', title: 'Look', status: 'pending', details: richText };
const chart = {
  type: 'line',
  series: [{ name: 'Lambda', data: [{ label: 'Mon', value: 1.5 }] }],
  axis_config: { categories: ['Mon'], y_label: 'USD' },
};
const confirm = { title: plain('Sure?'), text: plain('It will.'), confirm: plain('Yes'), deny: plain('No') };

const everywhere: readonly Surface[] = ['message', 'modal', 'home'];
const messages: readonly Surface[] = ['message'];

/** One sound block of each kind, and where it may stand. */
export const EVERY_BLOCK: readonly Sample[] = [
  { block: { type: 'divider', block_id: 'a' }, surfaces: everywhere },
  { block: { type: 'header', text: { ...plain('Costs'), emoji: true } }, surfaces: everywhere },
  { block: { ...section, accessory: { ...button, confirm } }, surfaces: everywhere },
  { block: { type: 'context', elements: [image, plain('a')] }, surfaces: everywhere },
  { block: { ...image, title: plain('Costs') }, surfaces: everywhere },
  { block: richText, surfaces: everywhere },
  {
    block: {
      type: 'actions',
      elements: [
        { ...button, action_id: 'a', url: 'https://a.example' },
        { type: 'static_select', action_id: 'b', options: [option], initial_option: option },
        { type: 'multi_static_select', action_id: 'c', option_groups: [{ label: plain('a'), options: [option] }] },
        { type: 'overflow', action_id: 'd', options: [{ ...option, url: 'https://a.example' }] },
        { type: 'datepicker', action_id: 'e', initial_date: '2026-11-17', placeholder: plain('day') },
        { type: 'users_select', action_id: 'f' },
        { type: 'conversations_select', action_id: 'g', filter: { include: ['public'] } },
        { type: 'radio_buttons', action_id: 'h', options: [option] },
        { type: 'timepicker', action_id: 'i', initial_time: '09:00' },
      ],
    },
    surfaces: everywhere,
  },
  {
    block: {
      type: 'input',
      label: plain('Why'),
      hint: plain('a word'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'a', multiline: true, min_length: 0, max_length: 300 },
    },
    surfaces: everywhere,
  },
  {
    block: {
      type: 'video',
      video_url: 'https://a.example/v',
      thumbnail_url: 'https://a.example/t.png',
      alt_text: 'a',
      title: plain('a'),
    },
    surfaces: everywhere,
  },
  { block: { type: 'markdown', text: '# a' }, surfaces: messages },
  { block: { type: 'table', rows, column_settings: [{ align: 'right', is_wrapped: true }] }, surfaces: messages },
  {
    block: { type: 'data_table', caption: 'Costs', rows, page_size: 5, row_header_column_index: 1 },
    surfaces: messages,
  },
  { block: { type: 'data_visualization', title: 'Costs', chart }, surfaces: messages },
  {
    block: {
      type: 'data_visualization',
      title: 'Costs',
      chart: { type: 'pie', segments: [{ label: 'Lambda', value: 3 }] },
    },
    surfaces: messages,
  },
  {
    block: {
      type: 'container',
      title: plain('More'),
      child_blocks: [section, { type: 'table', rows }],
      is_collapsible: true,
      default_collapsed: true,
    },
    surfaces: messages,
  },
  { block: card, surfaces: messages },
  { block: { type: 'carousel', elements: [card] }, surfaces: messages },
  {
    block: {
      type: 'context_actions',
      elements: [
        { type: 'icon_button', icon: 'trash', text: plain('Delete') },
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('Good'), value: 'y' },
          negative_button: { text: plain('Bad'), value: 'n' },
        },
      ],
    },
    surfaces: messages,
  },
  { block: task, surfaces: messages },
  { block: { type: 'plan', title: 'Plan', tasks: [task] }, surfaces: messages },
  { block: { type: 'alert', text: plain('a'), level: 'warning' }, surfaces: ['modal'] as const },
].map((sample) => ({ type: sample.block.type, ...sample }));
