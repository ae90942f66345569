import type { types } from '@slack/bolt';
import { type Button, type Control, element } from './elements.ts';
import {
  CHART_CATEGORIES,
  CHART_LABEL,
  CHART_TITLE,
  CONTEXT_TEXT,
  cut,
  cutToBytes,
  FALLBACK_TEXT_BYTES,
  FIELD_TEXT,
  HEADER,
  SECTION_FIELDS,
  SECTION_TEXT,
  TABLE_ROWS,
} from './limits.ts';
import { escapeText, type Mrkdwn, mrkdwn } from './mrkdwn.ts';

export type Block = types.KnownBlock;

/** A message as it is sent: blocks, and the text for notifications and for clients without blocks. */
export interface View {
  readonly text: string;
  readonly blocks: Block[];
}

/** Lines of one text; those that are undefined are left out. */
export function lines(parts: readonly (Mrkdwn | undefined)[]): Mrkdwn {
  return parts.filter((part) => part !== undefined).join('\n') as Mrkdwn;
}

/** The first lines that have room, at most so many, and how many more there are; one that is longer than the room is cut. */
export function firstLines(parts: readonly Mrkdwn[], most: number, room: number): Mrkdwn {
  const kept: Mrkdwn[] = [];
  let left = room;
  for (const whole of parts.slice(0, most)) {
    const part = cut(whole, room - 1) as Mrkdwn;
    left -= part.length + 1;
    if (left < 0) break;
    kept.push(part);
  }
  const more = parts.length - kept.length;
  return lines([...kept, more ? mrkdwn`… and ${more} more` : undefined]);
}

export function view(text: Mrkdwn, ...blocks: readonly (Block | undefined)[]): View {
  return { text: cutToBytes(text, FALLBACK_TEXT_BYTES), blocks: blocks.filter((block) => block !== undefined) };
}

export function header(text: string): Block {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, HEADER), emoji: true } };
}

export function section(text: Mrkdwn): types.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, SECTION_TEXT) } };
}

/** Label and value pairs in two columns. */
export function fields(...pairs: readonly (readonly [string, Mrkdwn] | undefined)[]): Block {
  const shown = pairs.filter((pair) => pair !== undefined).slice(0, SECTION_FIELDS);
  return {
    type: 'section',
    fields: shown.map(([label, value]) => ({
      type: 'mrkdwn',
      text: cut(`*${escapeText(label)}*\n${value}`, FIELD_TEXT),
    })),
  };
}

export function context(text: Mrkdwn): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, CONTEXT_TEXT) }] };
}

export function actions(...controls: readonly Control[]): types.ActionsBlock {
  return { type: 'actions', elements: controls.map(element) };
}

/** Text with one button beside it. */
export function sectionWithButton(text: Mrkdwn, button: Button): Block {
  return { ...section(text), accessory: element(button) };
}

/** Lines as they are, without any markup. */
export function preformatted(text: string): Block {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: text === '' ? ' ' : text }] }],
  };
}

/** A table: the first row is its head; columns after the first are figures and stand to the right. */
export function table(rows: readonly (readonly string[])[]): Block {
  const columns = rows[0]?.length ?? 0;
  return {
    type: 'table',
    column_settings: Array.from({ length: columns }, (_, i) => ({
      align: i === 0 ? 'left' : 'right',
      is_wrapped: i === 0,
    })),
    rows: rows
      .slice(0, TABLE_ROWS)
      .map((row) => row.map((text) => ({ type: 'raw_text', text: text === '' ? ' ' : text }))),
  };
}

export interface ChartSeries {
  readonly name: string;
  /** One value a category; a category in which any series has none is left out, as Slack wants a point for each. */
  readonly values: readonly (number | undefined)[];
}

/**
 * A chart block. @slack/types 3.2 does not have it yet, so it is typed here
 * (docs.slack.dev, data visualization block): at most 20 categories of 20 characters, each with a point in every series.
 * Undefined where no day is known: Slack refuses a chart without a point.
 */
export function chart(
  kind: 'line' | 'bar' | 'area',
  title: string,
  categories: readonly string[],
  series: readonly ChartSeries[],
  yLabel: string,
): Block | undefined {
  const points = categories
    .map((label, i) => ({ label: cut(label, CHART_LABEL), values: series.map(({ values }) => values[i]) }))
    .filter(({ values }) => values.every((value) => value !== undefined))
    .slice(-CHART_CATEGORIES);
  if (points.length === 0) return undefined;
  const block = {
    type: 'data_visualization',
    title: cut(title, CHART_TITLE),
    chart: {
      type: kind,
      series: series.map(({ name }, i) => ({
        name: cut(name, CHART_LABEL),
        data: points.map(({ label, values }) => ({ label, value: values[i] })),
      })),
      axis_config: { categories: points.map(({ label }) => label), y_label: yLabel },
    },
  };
  // Its shape fits no type of the library yet; KnownBlock is the nearest.
  return block as unknown as Block;
}
