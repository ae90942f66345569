import type { Json } from '../../server/protocol.ts';
import { object, objects, text } from '../json.ts';

/** The figures of a chart. A pie is one series over its segments. */
export interface ChartData {
  readonly kind: 'line' | 'bar' | 'area' | 'pie';
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Reads a `data_visualization` block; undefined where its chart is of a kind that is not known. */
export function readChart(block: Json): ChartData | undefined {
  const chart = object(block.chart) ?? {};
  const kind = text(chart.type);
  const title = text(block.title);
  if (kind === 'pie') return readPie(title, objects(chart.segments));
  if (kind !== 'line' && kind !== 'bar' && kind !== 'area') return undefined;
  const axis = object(chart.axis_config) ?? {};
  const categories = Array.isArray(axis.categories) ? axis.categories.map(text) : [];
  const series = objects(chart.series).map(({ name, data }) => {
    const values = new Map(objects(data).map((point) => [text(point.label), Number(point.value)]));
    return { name: text(name), values: categories.map((category) => values.get(category)) };
  });
  return { kind, title, categories, series, xLabel: text(axis.x_label), yLabel: text(axis.y_label) };
}

function readPie(title: string, segments: readonly Json[]): ChartData {
  return {
    kind: 'pie',
    title,
    categories: segments.map(({ label }) => text(label)),
    series: [{ name: 'Value', values: segments.map(({ value }) => Number(value)) }],
    xLabel: '',
    yLabel: '',
  };
}
