import { describe, expect, test } from 'vitest';
import { checkBlocks, countTables, isTooLong } from '../../../../src/demo/workspace/blocks/check-blocks.ts';
import type { Surface } from '../../../../src/demo/workspace/blocks/layout.ts';
import { EVERY_BLOCK, plain } from './sound-blocks.ts';

const long = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const check = (blocks: unknown, surface: Surface = 'message') => checkBlocks(blocks, surface, () => true);
const pointers = (blocks: unknown, surface?: Surface) => check(blocks, surface).map((one) => one.pointer);

const option = { text: plain('a'), value: 'a' };
const button = { type: 'button', text: plain('a'), action_id: 'a' };
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (more: object = {}) => ({ type: 'section', text: plain('a'), ...more });
const rich = (element: object) => ({ type: 'rich_text', elements: [element] });
const line = (...elements: object[]) => rich({ type: 'rich_text_section', elements });
const cell = { type: 'raw_text', text: 'a' };
const table = (rows: unknown, more: object = {}) => ({ type: 'table', rows, ...more });
const dataTable = (rows: unknown, more: object = {}) => ({ type: 'data_table', caption: 'c', rows, ...more });
const point = (label: string, value: unknown = 1) => ({ label, value });
const series = (name = 's', data: object[] = [point('Mon'), point('Tue')]) => ({ name, data });
const plot = (more: object = {}) => ({
  type: 'line',
  series: [series()],
  axis_config: { categories: ['Mon', 'Tue'] },
  ...more,
});
const chart = (plotted: object = plot(), title = 't') => ({ type: 'data_visualization', title, chart: plotted });
const pie = (segments: object[]) => chart({ type: 'pie', segments });
const card = (more: object = {}) => ({ type: 'card', title: plain('a'), ...more });
const container = (more: object = {}) => ({ type: 'container', title: plain('a'), child_blocks: [section()], ...more });
const input = (element: object) => ({ type: 'input', label: plain('a'), element });

describe('sound blocks', () => {
  test.each(EVERY_BLOCK)('$type is taken where it may stand, and nowhere else', ({ block, surfaces }) => {
    for (const surface of ['message', 'modal', 'home'] as const)
      expect([surface, check([block], surface)]).toEqual([
        surface,
        surfaces.includes(surface) ? [] : [{ pointer: '/blocks/0/type', message: `unsupported type: ${block.type}` }],
      ]);
  });

  test.each<[Surface, number]>([
    ['message', 50],
    ['modal', 100],
    ['home', 100],
  ])('a %s holds %i blocks and no more', (surface, most) => {
    expect(check(many(most, { type: 'divider' }), surface)).toEqual([]);
    expect(check(many(most + 1, { type: 'divider' }), surface)).toEqual([
      { pointer: '/blocks', message: `no more than ${most} items allowed` },
    ]);
  });
});

describe('refused', () => {
  test.each<[string, unknown, string]>([
    ['blocks that are no list', { type: 'divider' }, '/blocks'],
    ['a block that is no object', ['divider'], '/blocks/0'],
    ['a block without a type', [{}], '/blocks/0'],
    ['an unknown type', [{ type: 'marquee' }], '/blocks/0/type'],
    ['a type named as a part of every object', [{ type: 'constructor' }], '/blocks/0/type'],
    ['a file block, which no app may send', [{ type: 'file', source: 'remote', external_id: 'a' }], '/blocks/0/type'],
    ['an unknown field', [{ type: 'divider', colour: 'red' }], '/blocks/0'],
    ['a block_id over 255', [{ type: 'divider', block_id: long(256) }], '/blocks/0/block_id'],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '/blocks/1/block_id',
    ],
    ['a header over 150', [{ type: 'header', text: plain(long(151)) }], '/blocks/0/text/text'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }], '/blocks/0/text/type'],
    ['a section without text and fields', [{ type: 'section' }], '/blocks/0'],
    ['section text over 3000', [section({ text: plain(long(3001)) })], '/blocks/0/text/text'],
    ['empty text', [section({ text: plain('') })], '/blocks/0/text/text'],
    ['text that is no text object', [section({ text: 'a' })], '/blocks/0/text'],
    ['emoji in mrkdwn', [section({ text: { type: 'mrkdwn', text: 'a', emoji: true } })], '/blocks/0/text'],
    ['verbatim in plain text', [section({ text: { ...plain('a'), verbatim: true } })], '/blocks/0/text'],
    ['a field over 2000', [section({ fields: [plain(long(2001))] })], '/blocks/0/fields/0/text'],
    ['more than 10 fields', [section({ fields: many(11, plain('a')) })], '/blocks/0/fields'],
    ['an input as accessory', [section({ accessory: { type: 'plain_text_input' } })], '/blocks/0/accessory/type'],
    ['more than 10 context elements', [{ type: 'context', elements: many(11, plain('a')) }], '/blocks/0/elements'],
    ['a button in a context', [{ type: 'context', elements: [button] }], '/blocks/0/elements/0/type'],
    ['markdown over 12,000', [{ type: 'markdown', text: long(12_001) }], '/blocks/0/text'],
    ['an image without alt_text', [{ type: 'image', image_url: 'https://a.example/a.png' }], '/blocks/0'],
    ['an image without a source', [{ type: 'image', alt_text: 'a' }], '/blocks/0'],
    ['an image address of another kind', [{ type: 'image', alt_text: 'a', image_url: 'a.png' }], '/blocks/0/image_url'],
    ['alt_text over 2000', [{ type: 'image', alt_text: long(2001), slack_file: { id: 'F' } }], '/blocks/0/alt_text'],
    [
      'a file by id and url',
      [{ type: 'image', alt_text: 'a', slack_file: { id: 'F', url: 'https://a' } }],
      '/blocks/0/slack_file',
    ],

    ['an actions block without elements', [actions()], '/blocks/0/elements'],
    ['more than 25 elements', [actions(...many(26, { ...button, action_id: undefined }))], '/blocks/0/elements'],
    ['an action_id twice in a block', [actions(button, button)], '/blocks/0/elements/1/action_id'],
    ['an action_id over 255', [actions({ ...button, action_id: long(256) })], '/blocks/0/elements/0/action_id'],
    ['button text over 75', [actions({ ...button, text: plain(long(76)) })], '/blocks/0/elements/0/text/text'],
    ['a button value over 2000', [actions({ ...button, value: long(2001) })], '/blocks/0/elements/0/value'],
    ['a button value that is no text', [actions({ ...button, value: 7 })], '/blocks/0/elements/0/value'],
    ['a button url over 3000', [actions({ ...button, url: `https://${long(3000)}` })], '/blocks/0/elements/0/url'],
    ['an unknown button style', [actions({ ...button, style: 'green' })], '/blocks/0/elements/0/style'],
    ['a button without text', [actions({ type: 'button' })], '/blocks/0/elements/0'],
    ['an image among actions', [actions({ type: 'image' })], '/blocks/0/elements/0/type'],
    [
      'a confirm without text',
      [actions({ ...button, confirm: { title: plain('a') } })],
      '/blocks/0/elements/0/confirm',
    ],
    [
      'a confirm title over 100',
      [actions({ ...button, confirm: { title: plain(long(101)), text: plain('a') } })],
      '/blocks/0/elements/0/confirm/title/text',
    ],
    [
      'confirm text over 300',
      [actions({ ...button, confirm: { text: plain(long(301)) } })],
      '/blocks/0/elements/0/confirm/text/text',
    ],
    [
      'a confirm button over 30',
      [actions({ ...button, confirm: { text: plain('a'), confirm: plain(long(31)) } })],
      '/blocks/0/elements/0/confirm/confirm/text',
    ],
    [
      'a deny button over 30',
      [actions({ ...button, confirm: { text: plain('a'), deny: plain(long(31)) } })],
      '/blocks/0/elements/0/confirm/deny/text',
    ],
    ['a menu without options', [actions({ type: 'static_select' })], '/blocks/0/elements/0'],
    [
      'a menu of more than 100',
      [actions({ type: 'static_select', options: many(101, option) })],
      '/blocks/0/elements/0/options',
    ],
    [
      'a menu with options and groups',
      [
        actions({
          type: 'static_select',
          options: [option],
          option_groups: [{ label: plain('a'), options: [option] }],
        }),
      ],
      '/blocks/0/elements/0',
    ],
    [
      'an initial option not on offer',
      [actions({ type: 'static_select', options: [option], initial_option: { ...option, value: 'b' } })],
      '/blocks/0/elements/0',
    ],
    [
      'option text over 75',
      [actions({ type: 'static_select', options: [{ ...option, text: plain(long(76)) }] })],
      '/blocks/0/elements/0/options/0/text/text',
    ],
    [
      'an option value over 75',
      [actions({ type: 'static_select', options: [{ ...option, value: long(76) }] })],
      '/blocks/0/elements/0/options/0/value',
    ],
    [
      'a placeholder over 150',
      [actions({ type: 'users_select', placeholder: plain(long(151)) })],
      '/blocks/0/elements/0/placeholder/text',
    ],
    [
      'an overflow of more than 5',
      [actions({ type: 'overflow', options: many(6, option) })],
      '/blocks/0/elements/0/options',
    ],
    [
      'more than 10 checkboxes',
      [actions({ type: 'checkboxes', options: many(11, option) })],
      '/blocks/0/elements/0/options',
    ],
    [
      'more than 10 radio buttons',
      [actions({ type: 'radio_buttons', options: many(11, option) })],
      '/blocks/0/elements/0/options',
    ],
    [
      'a date that is none',
      [actions({ type: 'datepicker', initial_date: '17 Nov' })],
      '/blocks/0/elements/0/initial_date',
    ],
    ['an input outside an input block', [actions({ type: 'plain_text_input' })], '/blocks/0/elements/0/type'],
    [
      'an input’s length over 3000',
      [input({ type: 'plain_text_input', max_length: 3001 })],
      '/blocks/0/element/max_length',
    ],
    [
      'an input’s least over its most',
      [input({ type: 'plain_text_input', min_length: 9, max_length: 3 })],
      '/blocks/0/element',
    ],
    ['a number input that does not say of decimals', [input({ type: 'number_input' })], '/blocks/0/element'],
    ['a button in an input block', [input(button)], '/blocks/0/element/type'],

    [
      'a rich text element of an unknown kind',
      [rich({ type: 'rich_text_marquee', elements: [] })],
      '/blocks/0/elements/0/type',
    ],
    [
      'a rich text piece of an unknown kind',
      [line({ type: 'blink', text: 'a' })],
      '/blocks/0/elements/0/elements/0/type',
    ],
    ['empty rich text', [line({ type: 'text', text: '' })], '/blocks/0/elements/0/elements/0/text'],
    [
      'an unknown style',
      [line({ type: 'text', text: 'a', style: { big: true } })],
      '/blocks/0/elements/0/elements/0/style',
    ],
    ['a link without an address', [line({ type: 'link', text: 'a' })], '/blocks/0/elements/0/elements/0'],
    [
      'a broadcast to nobody known',
      [line({ type: 'broadcast', range: 'all' })],
      '/blocks/0/elements/0/elements/0/range',
    ],
    ['a date without a format', [line({ type: 'date', timestamp: 1 })], '/blocks/0/elements/0/elements/0'],
    [
      'markup in preformatted text',
      [rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U' }] })],
      '/blocks/0/elements/0/elements/0/type',
    ],
    [
      'a list that says no style',
      [
        rich({
          type: 'rich_text_list',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
        }),
      ],
      '/blocks/0/elements/0',
    ],
    [
      'a list of bare text',
      [rich({ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'a' }] })],
      '/blocks/0/elements/0/elements/0/type',
    ],

    ['more than 100 rows', [table(many(101, [cell]))], '/blocks/0/rows'],
    ['more than 20 columns', [table([many(21, cell)])], '/blocks/0/rows/0'],
    ['an empty cell', [table([[{ type: 'raw_text', text: '' }]])], '/blocks/0/rows/0/0/text'],
    ['a number without its text', [table([[{ type: 'raw_number', value: 1 }]])], '/blocks/0/rows/0/0'],
    ['a cell of an unknown kind', [table([[{ type: 'mrkdwn', text: 'a' }]])], '/blocks/0/rows/0/0/type'],
    [
      'an unknown alignment',
      [table([[cell]], { column_settings: [{ align: 'middle' }] })],
      '/blocks/0/column_settings/0/align',
    ],
    [
      'settings for more than 20 columns',
      [table([[cell]], { column_settings: many(21, {}) })],
      '/blocks/0/column_settings',
    ],
    ['a data table without caption', [{ type: 'data_table', rows: [[cell], [cell]] }], '/blocks/0'],
    ['a data table with its header alone', [dataTable([[cell]])], '/blocks/0/rows'],
    ['a data table of more than 101 rows', [dataTable(many(102, [cell]))], '/blocks/0/rows'],
    ['a data table of uneven rows', [dataTable([[cell], [cell, cell]])], '/blocks/0/rows/1'],
    ['rich text in the header', [dataTable([[line({ type: 'text', text: 'a' })], [cell]])], '/blocks/0/rows/0'],
    ['a page of more than 100', [dataTable([[cell], [cell]], { page_size: 101 })], '/blocks/0/page_size'],
    [
      'a row header beyond the columns',
      [dataTable([[cell], [cell]], { row_header_column_index: 1 })],
      '/blocks/0/row_header_column_index',
    ],
    [
      'a data table over 10,000 characters',
      [dataTable([[cell], [{ type: 'raw_text', text: long(10_000) }]])],
      '/blocks/0/rows',
    ],

    ['a chart title over 50', [chart(plot(), long(51))], '/blocks/0/title'],
    ['an unknown chart', [chart({ ...plot(), type: 'radar' })], '/blocks/0/chart/type'],
    ['a chart without series', [chart(plot({ series: [] }))], '/blocks/0/chart/series'],
    [
      'more than 6 series',
      [chart(plot({ series: 'abcdefg'.split('').map((name) => series(name)) }))],
      '/blocks/0/chart/series',
    ],
    ['two series of one name', [chart(plot({ series: [series(), series()] }))], '/blocks/0/chart/series/1/name'],
    [
      'a label over 20',
      [chart(plot({ axis_config: { categories: [long(21)] } }))],
      '/blocks/0/chart/axis_config/categories/0',
    ],
    [
      'more than 20 categories',
      [chart(plot({ axis_config: { categories: many(21, 'Mon') } }))],
      '/blocks/0/chart/axis_config/categories',
    ],
    [
      'a label that is no category',
      [chart(plot({ series: [series('s', [point('Mon'), point('Wed')])] }))],
      '/blocks/0/chart/series/0/data',
    ],
    [
      'a category without a point',
      [chart(plot({ series: [series('s', [point('Mon')])] }))],
      '/blocks/0/chart/series/0/data',
    ],
    [
      'a value that is no number',
      [chart(plot({ series: [series('s', [point('Mon', '1'), point('Tue')])] }))],
      '/blocks/0/chart/series/0/data/0/value',
    ],
    ['a series name over 20', [chart(plot({ series: [series(long(21))] }))], '/blocks/0/chart/series/0/name'],
    [
      'an axis title over 50',
      [chart(plot({ axis_config: { categories: ['Mon', 'Tue'], x_label: long(51) } }))],
      '/blocks/0/chart/axis_config/x_label',
    ],
    ['a line without axis', [chart({ type: 'line', series: [series()] })], '/blocks/0/chart'],
    ['a pie without segments', [pie([])], '/blocks/0/chart/segments'],
    ['a pie of more than 6', [pie(many(7, point('a')))], '/blocks/0/chart/segments'],
    ['more than 2 charts a message', many(3, chart()), '/blocks'],

    ['a container without a title', [container({ title: undefined })], '/blocks/0'],
    ['a container title over 150', [container({ title: plain(long(151)) })], '/blocks/0/title/text'],
    [
      'more than 10 blocks in a container',
      [container({ child_blocks: many(11, section()) })],
      '/blocks/0/child_blocks',
    ],
    [
      'a data table in a container',
      [container({ child_blocks: [dataTable([[cell], [cell]])] })],
      '/blocks/0/child_blocks/0/type',
    ],
    ['a container in a container', [container({ child_blocks: [container()] })], '/blocks/0/child_blocks/0/type'],
    ['collapsed but not collapsible', [container({ default_collapsed: true })], '/blocks/0/default_collapsed'],
    ['a card with nothing on it', [{ type: 'card' }], '/blocks/0'],
    ['a card title over 150', [card({ title: plain(long(151)) })], '/blocks/0/title/text'],
    ['a card body over 200', [card({ body: plain(long(201)) })], '/blocks/0/body/text'],
    ['a card with more than 3 buttons', [card({ actions: many(4, button) })], '/blocks/0/actions'],
    ['an empty carousel', [{ type: 'carousel', elements: [] }], '/blocks/0/elements'],
    ['a carousel of more than 10', [{ type: 'carousel', elements: many(11, card()) }], '/blocks/0/elements'],
    [
      'a video over http',
      [{ ...EVERY_BLOCK.find((one) => one.type === 'video')?.block, video_url: 'http://a.example' }],
      '/blocks/0/video_url',
    ],
    [
      'more than 5 context actions',
      [{ type: 'context_actions', elements: many(6, { type: 'icon_button', icon: 'trash', text: plain('a') }) }],
      '/blocks/0/elements',
    ],
    [
      'a task in an unknown state',
      [{ type: 'task_card', task_id: 'a', title: 'a', status: 'lost' }],
      '/blocks/0/status',
    ],
  ])('%s', (_, blocks, pointer) => {
    expect(pointers(blocks)).toContain(pointer);
  });

  test('an alert of an unknown level, in a modal', () => {
    expect(pointers([{ type: 'alert', text: plain('a'), level: 'loud' }], 'modal')).toEqual(['/blocks/0/level']);
  });

  test('a file that is not through yet', () => {
    const image = { type: 'image', alt_text: 'a', slack_file: { id: 'F1' } };
    const breaches = checkBlocks([section({ accessory: image })], 'message', (file) => file.id !== 'F1');
    expect(breaches).toEqual([{ pointer: '/blocks/0/accessory/slack_file', message: 'invalid slack file' }]);
  });
});

test('the text of a message is counted over all its blocks, rich text and tables too', () => {
  const blocks = [
    section({ text: plain(long(3000)) }),
    line({ type: 'text', text: long(5000) }),
    table([[cell, cell]]),
  ];
  expect(isTooLong([...blocks, section({ text: plain(long(2998)) })])).toBe(false);
  expect(isTooLong([...blocks, section({ text: plain(long(2999)) })])).toBe(true);
});

test('tables of both kinds are counted, those in containers too', () => {
  const one = table([[cell]]);
  expect(countTables([one, dataTable([[cell], [cell]]), container({ child_blocks: [one] }), section()])).toBe(3);
});
