import { chart } from './chart.ts';
import { elements } from './elements.ts';
import { image } from './images.ts';
import { richText } from './rich-text.ts';
import { boolean, type Fields, kinds, list, object, oneOf, pick, type Rule, string } from './rules.ts';
import { simpleBlocks } from './simple-blocks.ts';
import { dataTable } from './tables.ts';
import { anyText, id, plainText, url } from './texts.ts';

/** Where blocks stand. */
export type Surface = 'message' | 'modal' | 'home';

const optional = { block_id: id };
const imageElement = object({ ...image, required: { type: oneOf('image'), ...image.required } });

const card = {
  optional: {
    ...optional,
    hero_image: imageElement,
    icon: imageElement,
    title: anyText(150),
    subtitle: anyText(150),
    body: anyText(200),
    actions: list(kinds(pick(elements, 'button')), { max: 3 }),
  },
  also: (value, refuse) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((field) => value[field] !== undefined))
      refuse('missing required field: one of hero_image, title, actions, body');
  },
} satisfies Fields;

const taskCard = {
  required: {
    task_id: string(),
    title: string(),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    ...optional,
    details: richText,
    output: richText,
    sources: list(kinds({ url: { required: { url, text: string() } } })),
  },
} satisfies Fields;

const container = {
  required: {
    child_blocks: list(
      kinds(
        pick(
          simpleBlocks,
          'actions',
          'context',
          'divider',
          'header',
          'image',
          'input',
          'rich_text',
          'section',
          'table',
          'video',
        ),
      ),
      { max: 10 },
    ),
  },
  optional: {
    ...optional,
    title: plainText(150),
    rich_text_title: richText,
    subtitle: anyText(150),
    width: oneOf('narrow', 'standard', 'wide', 'full'),
    icon: imageElement,
    is_collapsible: boolean,
    default_collapsed: boolean,
    has_header_divider: boolean,
  },
  also: (value, refuse) => {
    if (value.title === undefined && value.rich_text_title === undefined)
      refuse('missing required field: title or rich_text_title');
    if (value.default_collapsed === true && value.is_collapsible !== true)
      refuse('requires is_collapsible to be true', 'default_collapsed');
  },
} satisfies Fields;

/** Blocks that any surface takes. A `file` block is on no list: Slack shows it, no app may send it. */
const everywhere = pick(
  simpleBlocks,
  'divider',
  'header',
  'image',
  'rich_text',
  'context',
  'section',
  'actions',
  'input',
  'video',
);

/** Which blocks each surface takes. */
export const surfaces: Readonly<Record<Surface, Rule>> = {
  message: kinds({
    ...everywhere,
    markdown: simpleBlocks.markdown,
    table: simpleBlocks.table,
    data_table: dataTable,
    data_visualization: chart,
    container,
    card,
    carousel: { required: { elements: list(kinds({ card }), { max: 10 }) }, optional },
    context_actions: {
      required: { elements: list(kinds(pick(elements, 'feedback_buttons', 'icon_button')), { max: 5 }) },
      optional,
    },
    task_card: taskCard,
    plan: { required: { title: string() }, optional: { ...optional, tasks: list(kinds({ task_card: taskCard })) } },
  }),
  modal: kinds({
    ...everywhere,
    alert: {
      required: { text: anyText(3000) },
      optional: { ...optional, level: oneOf('default', 'info', 'warning', 'error', 'success') },
    },
  }),
  home: kinds(everywhere),
};
