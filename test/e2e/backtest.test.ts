import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/domain/day.ts';
import { billhook } from './command.ts';

const FIRST = '2026-06-01' as Day;
const BREAK = 80;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'billhook-backtest-'));
  await writeFile(file('costs.csv'), costs(100));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string) => path.join(folder, name);

/** A calm bill, its columns in an order of their own, a quoted service, tax once, and a rise of $400 a day from BREAK on. */
function costs(days: number): string {
  const lines = Array.from({ length: days }, (_, day) =>
    ['AmazonEC2', '"Amazon S3, all"', 'AWSLambda'].map((service, s) => {
      const calm = 100 + ((day * 7 + s * 3) % 5);
      return `${day >= BREAK && s === 2 ? calm + 400 : calm},${service},Requests,111122223333,${addDays(FIRST, day)},payments`;
    }),
  ).flat();
  const tax = `250,Tax,Tax:SalesTax,111122223333,${addDays(FIRST, Math.min(30, days - 1))},`;
  return `\uFEFFcost,service,usage_type,account,date,tag_team\r\n${[...lines, tax].join('\r\n')}\r\n`;
}

const run = (...args: string[]) => billhook({}, 'backtest', ...args);

describe('billhook backtest', () => {
  it('writes the alerts and prints what they come to, without Slack, AWS or a billhook.yml', async () => {
    const { code, out, err } = await run('--costs', file('costs.csv'), '--out', file('alerts.jsonl'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const alerts = (await readFile(file('alerts.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      keys: [{ account: '111122223333', service: 'AWSLambda' }],
      kind: 'rise',
      since: addDays(FIRST, BREAK),
      posted: true,
    });
    const raised = alerts[0].date_raised;
    expect(raised > addDays(FIRST, BREAK) && raised <= addDays(FIRST, BREAK + 3), raised).toBe(true);
    expect(out).toContain('costs.csv, 301 rows, 2026-06-01 to 2026-09-08 (100 days)');
    expect(out).toContain('Left out: tax $250');
    expect(out).toContain('Judged:   2026-07-31 to 2026-09-08 (40 days), 3 series');
    expect(out).toMatch(/in all +1 +1\n/);
    expect(out).toMatch(/The only one:\n2026-08-2\d +\+\$(399|4\d\d) a day since 2026-08-20 +111122223333 AWSLambda/);
    expect(out).toMatch(/\$25 +0\.8 +← now\n/);
  });

  it('judges a day by what was in by then', async () => {
    const name = file('completeness.csv');
    const rows = Array.from({ length: 100 }, (_, day) =>
      [0, 0, 0, 1].map((fraction, lag) => `${addDays(FIRST, day)},*,*,${lag},${fraction}`),
    ).flat();
    await writeFile(name, `date,account,service,lag,fraction\n${rows.join('\n')}\n`);
    const out = file('late.jsonl');
    expect((await run('--costs', file('costs.csv'), '--completeness', name, '--out', out)).code).toBe(0);
    const first = JSON.parse((await readFile(out, 'utf8')).split('\n')[0] ?? '');
    expect(first.date_raised >= addDays(FIRST, BREAK + 3), 'not before anything of the day was in').toBe(true);
  });

  it('begins at --from, and writes nothing without --out', async () => {
    const { code, out } = await run('--costs', file('costs.csv'), '--from', '2026-06-20');
    expect(code).toBe(0);
    expect(out).toContain('Judged:   2026-06-20 to 2026-09-08 (81 days)');
    expect(out).toContain('Until 2026-07-30 with less than 60 days of history');
    expect(out).not.toContain('The alerts are in');
  });

  it('goes by alerts.minImpact of billhook.yml', async () => {
    const settings = file('billhook.yml');
    await writeFile(settings, 'channels: { alerts: "#costs" }\nalerts: { minImpact: 700 }\n');
    const { out } = await billhook({ BILLHOOK_CONFIG: settings }, 'backtest', '--costs', file('costs.csv'));
    expect(out).toMatch(/in all +1 +0\n/);
    expect(out).toMatch(/\$700 +0\.0 +← now\n/);
  });

  it.each([
    [
      'bad rows',
      'date,account,service,usage_type,cost\n2026-06-01,1,EC2,Box,1\n2026-06-31,1,EC2,Box,1\n2026-06-02,1,EC2,Box,one\n',
      [
        'bad.csv has 2 bad rows',
        'line 3: date "2026-06-31"',
        'line 4: cost "one"',
        'A right row: 2026-11-17,111122223333,AmazonEC2,BoxUsage:m5.large,12.34',
      ],
    ],
    [
      'a missing column',
      'date,account,service,cost\n',
      ['lacks the column "usage_type"', 'date,account,service,usage_type,tag_team,cost'],
    ],
    ['an empty file', '', ['bad.csv is empty; its first line must be date,']],
    ['a header only', 'date,account,service,usage_type,cost\n', ['bad.csv has no rows below its header.']],
    ['too few days', costs(9), ['There are 9 days of costs', 'needs at least 15']],
  ])('exits 1 on %s, says what is wrong and writes nothing', async (_, text, words) => {
    await writeFile(file('bad.csv'), text);
    const { code, out, err } = await run('--costs', file('bad.csv'), '--out', file('never.jsonl'));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const word of words) expect(err).toContain(word);
    expect(err).not.toMatch(/\bat .*\.js:\d+/);
    expect(existsSync(file('never.jsonl'))).toBe(false);
  });

  it('exits 1 on a file that is not there and on a folder that is not there', async () => {
    expect(await run('--costs', file('none.csv'))).toMatchObject({ code: 1, out: '' });
    const { code, err } = await run('--costs', file('costs.csv'), '--out', file('nowhere/alerts.jsonl'));
    expect(code).toBe(1);
    expect(err).toMatch(/nowhere\/alerts\.jsonl cannot be written/);
  });

  it.each([
    ['no file after --costs', ['--costs']],
    ['a day that is none', ['--costs', 'costs.csv', '--from', 'yesterday']],
    ['an option there is not', ['--costs', 'costs.csv', '--fast']],
  ])('exits 2 on wrong usage: %s', async (_, args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain('Usage: billhook backtest');
  });
});
