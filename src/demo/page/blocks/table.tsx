import type { JSX } from 'preact';
import { objects, text } from '../json.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import type { BlockProps } from './block.ts';
import { Cell, rowsOf, wordsIn } from './cell.tsx';

/** A table; its first row is the head. It scrolls inside itself where it is too wide. */
export function TableBlock({ block }: BlockProps): JSX.Element {
  const [head = [], ...rows] = rowsOf(block.rows);
  const settings = objects(block.column_settings);
  const look = (column: number) => ({
    class: settings[column]?.is_wrapped === true ? 'wrapped' : 'unwrapped',
    style: { textAlign: text(settings[column]?.align) || 'left' } as const,
  });
  const name = `Table: ${head.map(wordsIn).join(', ')}`;
  return (
    <ScrollArea look="block table-frame" name={name}>
      <table class="table">
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" {...look(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} {...look(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
