import { BASELINES, REFERENCE_HARDER_F1 } from './baselines.ts';
import type { PooledResults, Row } from './pool-results.ts';

/** Two digits; what is not all of it is not rounded to 1. */
const ratio = (value: number) => (value < 1 && value >= 0.995 ? '> 0.99' : value.toFixed(2));
const percent = (share: number) => `${Math.round(share * 100)} %`;
const days = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(value % 1 ? 1 : 0));

/** The tables of docs/detection.md. */
export function markdownOf(usual: PooledResults, harder: ReadonlyMap<string, PooledResults>): string {
  return [
    ...detectorTable(usual),
    '',
    `Ours: ${usual.worlds} worlds with ${usual.incidents} incidents, ${usual.alertsPerMonth.toFixed(1)} alerts a month; F1 of the worst world ${ratio(usual.worstF1)}.`,
    '',
    ...classTable(usual),
    '',
    ...harderTable(harder),
  ].join('\n');
}

function detectorTable(usual: PooledResults): string[] {
  const head = 'Detector|F1|recall|precision|$ recall|false a month|duplicates an incident|delay p50 / p90, days';
  return table(`${head}|impact off by`, [
    ...BASELINES.map(([name, row]) => [name, ...cellsOf(row), '–']),
    ['**Billhook**', ...cellsOf(usual), usual.impactError === undefined ? '–' : percent(usual.impactError)],
  ]);
}

function cellsOf(row: Omit<Row, 'impactError'>): string[] {
  const { falsePerMonth, duplicates } = row;
  return [
    ...[row.f1, row.recall, row.precision, row.usdRecall].map(ratio),
    falsePerMonth < 10 ? falsePerMonth.toFixed(1) : falsePerMonth.toFixed(0),
    String(Number(duplicates.toPrecision(2))),
    `${days(row.delayP50)} / ${days(row.delayP90)}`,
  ];
}

function classTable({ classes }: PooledResults): string[] {
  return table(
    'Class|incidents|found|recall|95 % interval',
    classes.map(({ name, incidents, detected, interval }) => [
      name,
      String(incidents),
      String(detected),
      ratio(detected / incidents),
      interval.map((share) => share.toFixed(2)).join('–'),
    ]),
  );
}

function harderTable(harder: ReadonlyMap<string, PooledResults>): string[] {
  return table(
    'World|worlds|F1|recall|precision|false a month|F1 of the reference',
    [...harder].map(([options, { worlds, f1, recall, precision, falsePerMonth }]) => {
      const reference = REFERENCE_HARDER_F1.get(options);
      const ours = [f1, recall, precision].map(ratio);
      return [`\`${options}\``, String(worlds), ...ours, falsePerMonth.toFixed(1), reference ? ratio(reference) : '–'];
    }),
  );
}

function table(head: string, rows: readonly (readonly string[])[]): string[] {
  const names = head.split('|');
  return [names, names.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
