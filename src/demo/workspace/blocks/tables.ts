import { isJson, objectsIn } from '../json.ts';
import { richTextFields } from './rich-text.ts';
import { boolean, type Fields, kinds, list, number, object, oneOf, string } from './rules.ts';
import { id } from './texts.ts';

const COLUMNS = 20;
const DATA_TABLE_CHARACTERS = 10_000;

const plainCells = {
  raw_text: { required: { text: string() } },
  raw_number: { required: { value: number(), text: string() } },
} satisfies Record<string, Fields>;

const row = list(kinds({ ...plainCells, rich_text: richTextFields }), { max: COLUMNS });

/** A `table`: at most 100 rows of 20 cells. */
export const table: Fields = {
  required: { rows: list(row, { max: 100 }) },
  optional: {
    block_id: id,
    column_settings: list(object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }), {
      max: COLUMNS,
    }),
  },
};

/** A `data_table`: a header and 1 to 100 rows as wide, 10,000 characters in all; no rich text in the header. */
export const dataTable: Fields = {
  required: { caption: string(), rows: list(row, { min: 2, max: 101 }) },
  optional: {
    block_id: id,
    page_size: number({ whole: true, min: 1, max: 100 }),
    row_header_column_index: number({ whole: true, min: 0 }),
  },
  also: (value, refuse) => {
    const rows = Array.isArray(value.rows) ? value.rows.map(objectsIn) : [];
    const width = rows[0]?.length ?? 0;
    if (rows[0]?.some((cell) => cell.type === 'rich_text')) refuse('header cells must not be rich_text', 'rows/0');
    for (const [index, cells] of rows.entries())
      if (cells.length !== width) refuse('all rows must have the same number of cells', `rows/${index}`);
    if (typeof value.row_header_column_index === 'number' && value.row_header_column_index >= width)
      refuse('must be one of the columns', 'row_header_column_index');
    if (textLength(value.rows) > DATA_TABLE_CHARACTERS)
      refuse(`must be less than ${DATA_TABLE_CHARACTERS + 1} characters in all cells together`, 'rows');
  },
};

/** The characters of all `text` strings in a tree: how Slack is seen to count a message (bolt-js issues 2509 and 2867). */
export function textLength(tree: unknown): number {
  if (Array.isArray(tree)) return tree.reduce((total: number, one) => total + textLength(one), 0);
  if (!isJson(tree)) return 0;
  let total = 0;
  for (const [field, value] of Object.entries(tree))
    total += field === 'text' && typeof value === 'string' ? value.length : textLength(value);
  return total;
}
