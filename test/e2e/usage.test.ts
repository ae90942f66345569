import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billhook, COMMAND } from './command.ts';

const COMMANDS = ['start', 'sync', 'check', 'digest', 'demo', 'doctor'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'billhook-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An environment that lacks all but a file of settings. */
async function envWith(settings: string): Promise<Record<string, string>> {
  const file = path.join(folder, 'billhook.yml');
  await writeFile(file, settings);
  return { BILLHOOK_CONFIG: file, DATABASE_URL: `file:${path.join(folder, 'billhook.db')}` };
}

it('can be executed as it lies in the repository', () => {
  expect(() => accessSync(COMMAND, constants.X_OK)).not.toThrow();
});

it('lists every command in its help, and each has a help of its own', async () => {
  const all = await billhook({}, '--help');
  expect(all).toMatchObject({ code: 0, err: '' });
  for (const command of COMMANDS) expect(all.out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  const each = await Promise.all(COMMANDS.map((command) => billhook({}, command, '--help')));
  for (const [i, { code, out, err }] of each.entries()) {
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Usage: billhook ${COMMANDS[i]}`);
  }
  expect(each[COMMANDS.indexOf('digest')]?.out).toMatch(/--date <day>[\s\S]*--dry-run/);
});

it.each([
  ['no command', []],
  ['a command there is not', ['post']],
  ['an option there is not', ['sync', '--fast']],
  ['an argument where none belongs', ['check', 'everything']],
  ['a date that is none', ['digest', '--date', 'yesterday']],
  ['a day the calendar has not', ['digest', '--date', '2026-02-29']],
  ['an option without its value', ['digest', '--date']],
  ['a seed that is no number', ['demo', '--seed', 'x']],
])('exits 2 on wrong usage: %s, and shows the right one', async (_, args) => {
  const { code, out, err } = await billhook({}, ...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/Usage: billhook/);
});

describe('a wrong configuration', () => {
  const FAULTY = `timezone: Mars/Olympus
channels: { alerts: cloud-costs }
digest:
  at: "25:00"
colour: green
costs:
  requestsPerDay: 0
  teamBy: { label: team }
logs:
  allow:
    - { channels: ["#ops"] }
`;

  it('is told whole, each fault with its line or variable, in one message that exits 1', async () => {
    const env = { ...(await envWith(FAULTY)), DATABASE_URL: 'mysql://x', BILLHOOK_CLOCK: 'noon', LOG_LEVEL: 'loud' };
    const { code, out, err } = await billhook(env, 'start');
    expect(code).toBe(1);
    expect(out).toBe('');
    const faults = [
      ['billhook.yml line 1: timezone', 'Europe/Berlin'],
      ['billhook.yml line 2: channels.alerts', '"#cloud-costs"'],
      ['billhook.yml line 4: digest.at', '"09:00"'],
      ['billhook.yml line 5: colour', 'unknown key'],
      ['billhook.yml line 7: costs.requestsPerDay', 'at least 1'],
      ['billhook.yml line 8: costs.teamBy', '{ tag: team }'],
      ['billhook.yml line 11: logs.allow[0].functions', 'a list'],
      ['SLACK_BOT_TOKEN', 'missing'],
      ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'],
      ['DATABASE_URL', 'file:'],
      ['BILLHOOK_CLOCK', '2026-11-17T06:00:00Z'],
      ['LOG_LEVEL', 'info'],
    ];
    const told = err.trim().split('\n');
    for (const [where, mend] of faults)
      expect(told.find((line) => line.includes(where ?? '')) ?? `nothing of ${where}`).toContain(mend);
    expect(told[0]).toContain(`${faults.length} faults`);
    expect(told).toHaveLength(faults.length + 1);
  });

  it.each(['sync', 'check', 'digest', 'doctor'])('keeps `billhook %s` from doing anything', async (command) => {
    const { code, err } = await billhook(
      await envWith('channels: { alerts: "#cloud-costs", digset: "#x" }\n'),
      command,
    );
    expect(code).toBe(1);
    expect(err).toContain('line 1: channels.digset: unknown key');
    expect(err).not.toMatch(/\bat .*\.js:\d+/);
  });

  it('names the file that is missing, and the example to copy', async () => {
    const { code, err } = await billhook({ BILLHOOK_CONFIG: path.join(folder, 'nowhere.yml') }, 'sync');
    expect(code).toBe(1);
    expect(err).toMatch(/nowhere\.yml: not found; copy billhook\.example\.yml/);
  });
});
