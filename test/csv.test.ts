import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../src/csv.ts';

interface Pair {
  readonly name: string;
  readonly size: string;
  readonly colour: string | undefined;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'billhook-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The rows of a text; a size that is no number is bad. */
async function read(text: string): Promise<Pair[]> {
  const file = path.join(folder, 'pairs.csv');
  await writeFile(file, text);
  const rows: Pair[] = [];
  await readCsv(file, {
    example: { name: 'oak', size: '7', colour: 'green' },
    optional: ['colour'],
    take: (row: Pair) => {
      if (!/^\d+$/.test(row.size)) return `size "${row.size}" is not a number`;
      rows.push(row);
      return undefined;
    },
  });
  return rows;
}

describe('a CSV file', () => {
  it('may have its columns in any order, others beside them, and lack the optional ones', async () => {
    expect(await read('size,note,name\n1,x,a\n')).toEqual([{ name: 'a', size: '1', colour: undefined }]);
    expect(await read('name,size,colour\na,1,\n')).toEqual([{ name: 'a', size: '1', colour: '' }]);
  });

  it('may have a byte order mark, CRLF, quoted fields, empty lines, and no line end at its end', async () => {
    const rows = await read('\uFEFFname,size\r\n"a, ""b""",1\r\n\r\n"two\r\nlines",2');
    expect(rows.map(({ name, size }) => [name, size])).toEqual([
      ['a, "b"', '1'],
      ['two\r\nlines', '2'],
    ]);
  });

  it('has its bad rows named by the line they begin on, with a right row in the order of its header', async () => {
    const text = 'size,name\n1,a\nx,b\n2,"two\nlines"\ny,c\n\n3\n4,d,e\n';
    await expect(read(text)).rejects.toThrow(
      [
        'pairs.csv has 4 bad rows; nothing was written:',
        '  line 3: size "x" is not a number',
        '  line 6: size "y" is not a number',
        '  line 8: 1 field where the header has 2',
        '  line 9: 3 fields where the header has 2',
        'A right row: 7,oak',
      ].join('\n'),
    );
  });

  it('has the first twenty bad rows named and the others counted', async () => {
    const failure = await read(`name,size\n${'a,x\n'.repeat(1300)}`).catch((thrown: Error) => thrown.message);
    const lines = String(failure).split('\n');
    expect(lines).toHaveLength(23);
    expect(lines[20]).toBe('  line 21: size "x" is not a number');
    expect(lines[21]).toBe('  and 1280 more');
  });

  it.each([
    ['name,size\na,1\n"b,2\nc,3\n', 'a quote (") was opened, here or on a line before, and not closed'],
    ['name,size\n"a"b,1\n', 'line 2: a quote (") stands inside a field'],
    ['name,size\na "b",1\n', 'line 2: a quote (") stands inside a field'],
    [`name,size\n"b,2\n${'c,3\n'.repeat(60_000)}`, 'not closed; what follows was not read'],
    ['', 'pairs.csv is empty; its first line must be name,size,colour'],
    ['name,weight,colour\n', 'pairs.csv lacks the column "size"; its first line must name name,size,colour, and it is'],
    ['name;size\n', 'lacks the columns "name", "size"'],
    ['name,size,size\n', 'has the column "size" twice'],
  ])('is refused as %j, and told why', async (text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });

  it('that is not there, or is a folder, is named', async () => {
    const reading = { example: { a: '1' }, take: () => undefined };
    await expect(readCsv(path.join(folder, 'none.csv'), reading)).rejects.toThrow(/none\.csv cannot be read \(ENOENT/);
    await expect(readCsv(folder, reading)).rejects.toThrow('is not a file');
  });
});
