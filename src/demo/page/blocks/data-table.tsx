import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Json } from '../../server/protocol.ts';
import { text } from '../json.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import type { BlockProps } from './block.ts';
import { Cell, rowsOf, wordsIn } from './cell.tsx';
import { isNumeric, type Order, sortRows } from './sort-rows.ts';

const PAGE_SIZE = 10;

/** A table that can be sorted by each column and has pages. */
export function DataTableBlock({ block }: BlockProps): JSX.Element {
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const [head = [], ...rows] = useMemo(() => rowsOf(block.rows), [block]);
  const sorted = useMemo(() => sortRows(rows, order), [block, order]);
  const size = typeof block.page_size === 'number' ? block.page_size : PAGE_SIZE;
  const at = Math.min(page, Math.ceil(sorted.length / size) - 1);
  const rowHeader = Number(block.row_header_column_index ?? -1);
  const align = (column: number) => (isNumeric(rows, column) ? 'figures' : '');
  const sortBy = (column: number) => {
    setOrder({ column, down: order?.column === column && !order.down });
    setPage(0);
  };
  return (
    <div class="block data-table">
      <ScrollArea look="table-frame" name={`Table: ${text(block.caption)}`}>
        <table class="table">
          <caption>{text(block.caption)}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <HeadCell
                  key={column}
                  cell={cell}
                  look={align(column)}
                  order={order}
                  onSort={() => sortBy(column)}
                  column={column}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(at * size, (at + 1) * size).map((row) => (
              <tr key={rows.indexOf(row)}>
                {row.map((cell, column) =>
                  column === rowHeader ? (
                    <th key={column} scope="row" class={align(column)}>
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={align(column)}>
                      <Cell cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {sorted.length > size ? <Pages at={at} size={size} total={sorted.length} onGo={setPage} /> : null}
    </div>
  );
}

interface HeadProps {
  readonly cell: Json;
  readonly look: string;
  readonly column: number;
  readonly order: Order | undefined;
  readonly onSort: () => void;
}

function HeadCell({ cell, look, column, order, onSort }: HeadProps): JSX.Element {
  const sorts = order?.column === column ? (order.down ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" class={look} aria-sort={sorts}>
      <button type="button" class="sort" onClick={onSort}>
        {wordsIn(cell)}
        <span aria-hidden="true">{sorts === 'none' ? '↕' : sorts === 'ascending' ? '↑' : '↓'}</span>
      </button>
    </th>
  );
}

interface PagesProps {
  readonly at: number;
  readonly size: number;
  readonly total: number;
  readonly onGo: (page: number) => void;
}

function Pages({ at, size, total, onGo }: PagesProps): JSX.Element {
  const last = Math.ceil(total / size) - 1;
  return (
    <div class="pages">
      <button type="button" class="button" disabled={at === 0} onClick={() => onGo(at - 1)}>
        Previous page
      </button>
      <span aria-live="polite">
        {at * size + 1}–{Math.min((at + 1) * size, total)} of {total}
      </span>
      <button type="button" class="button" disabled={at === last} onClick={() => onGo(at + 1)}>
        Next page
      </button>
    </div>
  );
}
