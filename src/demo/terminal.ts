import type { Message, PrivateMessage } from './workspace/index.ts';

const WIDTH = 96;
const BARS = '▁▂▃▄▅▆▇█';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(fieldsOf(value).text ?? ''));

/** A message as a terminal shows it: the words of each block, charts as bars, buttons in brackets. */
export function drawMessage(
  { text, blocks }: Pick<Message | PrivateMessage, 'text' | 'blocks'>,
  names: ReadonlyMap<string, string>,
): string {
  const drawn = blocks?.length ? blocks.map((block) => drawBlock(fieldsOf(block))).join('\n') : text;
  return readable(drawn, names);
}

function drawBlock(block: Fields): string {
  switch (block.type) {
    case 'header':
    case 'section':
      return [textOf(block.text), ...listOf(block.fields).map((field) => textOf(field).replace('\n', '  '))]
        .filter(Boolean)
        .join('\n');
    case 'context':
      return listOf(block.elements).map(textOf).join(' ');
    case 'actions':
      return listOf(block.elements)
        .map((element) => `[ ${textOf(fieldsOf(element).text)} ]`)
        .join(' ');
    case 'table':
      return drawTable(listOf(block.rows).map((row) => listOf(row).map(textOf)));
    case 'rich_text':
      return listOf(block.elements)
        .map((element) => listOf(fieldsOf(element).elements).map(textOf).join(''))
        .join('\n');
    case 'data_visualization':
      return drawChart(String(block.title), fieldsOf(block.chart));
    default:
      return `(a block of type ${String(block.type)}, which the terminal cannot draw)`;
  }
}

function drawTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

/** One line a series: a bar a point, on one scale from zero. */
function drawChart(title: string, chart: Fields): string {
  const series = listOf(chart.series).map(fieldsOf);
  const values = (one: Fields) => listOf(one.data).map((point) => Number(fieldsOf(point).value));
  const top = Math.max(1, ...series.flatMap(values));
  const categories = listOf(fieldsOf(chart.axis_config).categories).map(String);
  const lines = series.map((one) => {
    const bars = values(one).map((value) => BARS[Math.min(7, Math.max(0, Math.round((value / top) * 7)))]);
    return `  ${String(one.name).padEnd(6)} ${bars.join('')}`;
  });
  return [`  ${title}: ${categories[0] ?? ''} – ${categories.at(-1) ?? ''}, top ${Math.round(top)}`, ...lines].join(
    '\n',
  );
}

const EMOJI: Readonly<Record<string, string>> = {
  ':red_circle:': '🔴',
  ':large_yellow_circle:': '🟡',
  ':large_blue_circle:': '🔵',
  ':white_check_mark:': '✅',
  ':warning:': '⚠️',
};

function readable(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(/:[a-z_]+:/g, (code) => EMOJI[code] ?? code)
    .replaceAll(/<@(\w+)>/g, (_, id: string) => `@${names.get(id) ?? id}`)
    .replaceAll(/(^|\s)\*([^*\n]+)\*/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A message in a frame with a heading: who sees it, and where. */
export function frame(heading: string, body: string): string {
  const lines = body.split('\n').map((line) => `│ ${line}`);
  return [
    `╭─ ${heading} ${'─'.repeat(Math.max(0, WIDTH - heading.length - 4))}`,
    ...lines,
    `╰${'─'.repeat(WIDTH - 1)}`,
  ].join('\n');
}
