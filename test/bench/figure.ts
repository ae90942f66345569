/** A figure a bench holds the bot to: one row of the table. */
export interface Figure {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

/** A bench measures its figures one after another and cleans up after itself. */
export type Bench = () => AsyncIterable<Figure>;

type Format = (value: number) => string;

/** @param detail said beside the figure, such as what it was set against */
export function atMost(what: string, measured: number, limit: number, format: Format, detail?: string): Figure {
  return { what, target: `≤ ${format(limit)}`, measured: withDetail(format(measured), detail), met: measured <= limit };
}

/** @param detail said beside the figure, such as what it was set against */
export function atLeast(what: string, measured: number, limit: number, format: Format, detail?: string): Figure {
  return { what, target: `≥ ${format(limit)}`, measured: withDetail(format(measured), detail), met: measured >= limit };
}

function withDetail(measured: string, detail: string | undefined): string {
  return detail === undefined ? measured : `${measured} (${detail})`;
}

export const milliseconds: Format = (ms) => `${ms < 10 ? ms.toFixed(1) : count(ms)} ms`;
export const megabytes: Format = (bytes) => `${count(bytes / 1e6)} MB`;
export const percent: Format = (share) => `${Math.round(share * 100)} %`;
export const times: Format = (ratio) => `${ratio.toFixed(ratio % 1 ? 2 : 0)} ×`;
export const count: Format = (value) => Math.round(value).toLocaleString('en-US');

const WIDTHS = [66, 12, 44] as const;

/** A row of the table: what, target, measured, and ✓ or ✗. */
export function tableRow(cells: readonly [string, string, string], mark = ''): string {
  return `${cells.map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0)).join('  ')}  ${mark}`.trimEnd();
}
