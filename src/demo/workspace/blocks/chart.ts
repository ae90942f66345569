import { isJson, type Json, objectsIn } from '../json.ts';
import { type Fields, kinds, list, number, object, string } from './rules.ts';
import { id } from './texts.ts';

const label = string({ max: 20 });
const point = object({ required: { label, value: number() } });
const series = object({ required: { name: string({ max: 20 }), data: list(point, { max: 20 }) } });
const axis = object({
  required: { categories: list(label, { max: 20 }) },
  optional: { x_label: string({ max: 50 }), y_label: string({ max: 50 }) },
});

/**
 * Each series has one point for each category and each its own name. The web page says only that labels are categories,
 * another client's notes that there is exactly one point for each: the stricter reading holds.
 */
function checkSeries(value: Json, refuse: (message: string, field: string) => void): void {
  const categories = new Set(isJson(value.axis_config) ? Object.values(value.axis_config.categories ?? []) : []);
  const names = new Set<unknown>();
  for (const [index, one] of objectsIn(value.series).entries()) {
    const at = `series/${index}`;
    if (names.has(one.name)) refuse('series names must be unique', `${at}/name`);
    names.add(one.name);
    const labels = objectsIn(one.data).map((data) => data.label);
    if (!labels.every((name) => categories.has(name))) refuse('labels must be one of the categories', `${at}/data`);
    else if (new Set(labels).size !== labels.length || labels.length !== categories.size)
      refuse('must have one data point for each category', `${at}/data`);
  }
}

const plotted: Fields = {
  required: { series: list(series, { max: 6 }), axis_config: axis },
  also: checkSeries,
};

/** A `data_visualization`: a line, bar or area chart of 1 to 6 series over at most 20 categories, or a pie of 1 to 6. */
export const chart: Fields = {
  required: {
    title: string({ max: 50 }),
    chart: kinds({
      line: plotted,
      bar: plotted,
      area: plotted,
      pie: { required: { segments: list(point, { max: 6 }) } },
    }),
  },
  optional: { block_id: id },
};
