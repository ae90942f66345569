import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { createFaults, faultOfQuotes } from './csv-faults.ts';
import { reasonOf, UserError } from './domain/errors.ts';

type Texts<Row> = { readonly [column in keyof Row]: string | undefined };

/** How a file is read into rows: texts by the names of their columns, undefined where the file has no such column. */
export interface CsvReading<Row> {
  /** A right value of each column, to show; the keys are the columns. */
  readonly example: Readonly<Record<keyof Row, string>>;
  /** Columns that a file may do without. */
  readonly optional?: readonly (keyof Row)[];
  /** Takes a row, and says what is wrong with it, if anything. */
  readonly take: (row: Row) => string | undefined;
  /** Told now and then how much of the file is read, between 0 and 1. */
  readonly onShare?: (share: number) => void;
}

const CHUNK_BYTES = 1 << 18;
/** A quote that is not closed would swallow the rest of the file. */
const MOST_BYTES_A_ROW = 100_000;

/**
 * Reads a CSV file row by row; its first line names the columns, in any order.
 * Throws a UserError that names every bad row (the first 20) by its line, or the column that is missing.
 */
export async function readCsv<Row extends Texts<Row>>(file: string, reading: CsvReading<Row>): Promise<void> {
  const size = await sizeOf(file);
  const name = basename(file);
  const faults = createFaults();
  const lines = lineTaker(name, reading, faults.add);
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  source.on('data', () => reading.onShare?.(source.bytesRead / size));
  const parser = parse({
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: MOST_BYTES_A_ROW,
  });
  const sink = new Writable({
    objectMode: true,
    write(record: string[], _encoding, done) {
      try {
        lines.take(record);
        done();
      } catch (thrown) {
        done(thrown instanceof Error ? thrown : new Error(reasonOf(thrown)));
      }
    },
  });
  try {
    await pipeline(source, parser, sink);
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    faults.add(Number(thrown.lines), faultOfQuotes(thrown));
  }
  if (faults.count) throw new UserError(faults.words(name, lines.example()));
  if (!lines.example()) throw new UserError(`${name} is empty; its first line must be ${headerOf(reading)}`);
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isFile()) return found.size;
  } catch (thrown) {
    throw new UserError(`${file} cannot be read (${reasonOf(thrown)}).`);
  }
  throw new UserError(`${file} is not a file.`);
}

function headerOf<Row extends Texts<Row>>({ example }: CsvReading<Row>): string {
  return Object.keys(example).join(',');
}

/** Turns records into rows, and counts their lines: a quoted field may span several. */
function lineTaker<Row extends Texts<Row>>(
  name: string,
  reading: CsvReading<Row>,
  onFault: (line: number, fault: string) => void,
) {
  const columns = Object.keys(reading.example) as (keyof Row)[];
  let header: string[] | undefined;
  let positions: number[] = [];
  let line = 1;
  const rowOf = (record: readonly string[]) => {
    const row: Partial<Record<keyof Row, string | undefined>> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i] as keyof Row] = record[positions[i] as number];
    return row as Row;
  };
  return {
    take(record: string[]): void {
      const at = line;
      line++;
      for (const field of record) if (field.includes('\n')) line += field.split('\n').length - 1;
      if (!header) {
        header = record.map((title) => title.trim());
        positions = positionsOf(name, header, reading);
        return;
      }
      if (record.length === 1 && record[0] === '') return;
      const fault =
        record.length === header.length
          ? reading.take(rowOf(record))
          : `${record.length} ${record.length === 1 ? 'field' : 'fields'} where the header has ${header.length}`;
      if (fault) onFault(at, fault);
    },
    /** A right row in the order of the header; empty before there is one. */
    example: () => (header ?? []).map((title) => reading.example[title as keyof Row] ?? '').join(','),
  };
}

/** Where each column stands in the header. */
function positionsOf<Row extends Texts<Row>>(name: string, header: readonly string[], reading: CsvReading<Row>) {
  const columns = Object.keys(reading.example);
  const optional = (reading.optional ?? []).map(String);
  const missing = columns.filter((column) => !header.includes(column) && !optional.includes(column));
  const twice = columns.filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  const named = (some: readonly string[]) =>
    `${some.length === 1 ? 'column' : 'columns'} ${some.map((one) => `"${one}"`).join(', ')}`;
  if (missing.length)
    throw new UserError(
      `${name} lacks the ${named(missing)}; its first line must name ${headerOf(reading)}, and it is ${header.join(',').slice(0, 200)}`,
    );
  if (twice.length)
    throw new UserError(`${name} has the ${named(twice)} twice; each may stand in its first line once.`);
  return columns.map((column) => header.indexOf(column));
}
