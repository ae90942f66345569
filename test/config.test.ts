import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig, type SlackNeed } from '../src/config.ts';
import { UserError } from '../src/domain/errors.ts';

const BOT = ['xoxb', '1', 'a'].join('-');
const APP = ['xapp', '1', 'a'].join('-');
const SECRET = 'f'.repeat(32);

let folder: string;
let sound: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'billhook-config-'));
  sound = write('sound.yml', 'channels: { alerts: "#cloud-costs" }\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const load = (env: Record<string, string>, need: SlackNeed = 'none') =>
  loadConfig({ BILLHOOK_CONFIG: sound, ...env }, need);

/** The one error's words. */
function faultsOf(env: Record<string, string>, need: SlackNeed = 'none'): string {
  try {
    load(env, need);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(UserError);
    return thrown instanceof Error ? thrown.message : '';
  }
  throw new Error('the configuration was accepted');
}

test('a bare environment and two words of configuration will do', () => {
  expect(load({})).toMatchObject({
    file: sound,
    timezone: 'UTC',
    channels: { alerts: '#cloud-costs' },
    databasePath: './data/billhook.db',
    logLevel: 'info',
    slack: undefined,
    clockStart: undefined,
  });
});

describe('the transport is Socket Mode with an app token, else signed HTTP', () => {
  test.each([
    [{ SLACK_APP_TOKEN: APP }, { kind: 'socket', appToken: APP }],
    [{ SLACK_SIGNING_SECRET: SECRET }, { kind: 'http', signingSecret: SECRET, port: 3000 }],
    [
      { SLACK_SIGNING_SECRET: SECRET, PORT: '8080' },
      { kind: 'http', signingSecret: SECRET, port: 8080 },
    ],
    [
      { SLACK_APP_TOKEN: APP, SLACK_SIGNING_SECRET: SECRET },
      { kind: 'socket', appToken: APP },
    ],
  ])('%#', (env, transport) => {
    expect(load({ SLACK_BOT_TOKEN: BOT, ...env }, 'listen').slack).toEqual({
      botToken: BOT,
      transport,
      apiUrl: undefined,
    });
  });

  test('to post, a bot token is enough; to sync, nothing', () => {
    expect(load({ SLACK_BOT_TOKEN: BOT }, 'post').slack?.transport).toBeUndefined();
    expect(load({}, 'none').slack).toBeUndefined();
  });
});

describe('a fault of the environment is named with its variable', () => {
  test.each([
    ['no bot token', {}, 'post', 'SLACK_BOT_TOKEN: missing'],
    ['the wrong kind of bot token', { SLACK_BOT_TOKEN: APP }, 'post', 'SLACK_BOT_TOKEN: must be'],
    ['no transport', { SLACK_BOT_TOKEN: BOT }, 'listen', 'SLACK_APP_TOKEN: missing'],
    ['the wrong kind of app token', { SLACK_BOT_TOKEN: BOT, SLACK_APP_TOKEN: BOT }, 'listen', 'SLACK_APP_TOKEN: must'],
    ['a port in words', { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET, PORT: 'www' }, 'listen', 'PORT: must'],
    ['a port too high', { SLACK_BOT_TOKEN: BOT, SLACK_SIGNING_SECRET: SECRET, PORT: '65536' }, 'listen', 'PORT: must'],
    ['an address that is none', { SLACK_BOT_TOKEN: BOT, SLACK_API_URL: 'slack' }, 'post', 'SLACK_API_URL: must'],
    [
      'another database',
      { DATABASE_URL: 'postgres://localhost/x' },
      'none',
      'DATABASE_URL: must be a file such as file:',
    ],
    ['a level there is not', { LOG_LEVEL: 'loud' }, 'none', 'LOG_LEVEL: must be one of'],
    ['a clock in words', { BILLHOOK_CLOCK: 'tomorrow' }, 'none', 'BILLHOOK_CLOCK: must be an instant'],
    ['a clock that names a day', { BILLHOOK_CLOCK: '2026-11-17' }, 'none', 'BILLHOOK_CLOCK: must be an instant'],
    ['a clock without its zone', { BILLHOOK_CLOCK: '2026-11-17T06:00:00' }, 'none', 'BILLHOOK_CLOCK: must be'],
    ['a clock on 31 November', { BILLHOOK_CLOCK: '2026-11-31T26:00:00Z' }, 'none', 'BILLHOOK_CLOCK: must be'],
    ['no file', { BILLHOOK_CONFIG: './nowhere/billhook.yml' }, 'none', './nowhere/billhook.yml: not found'],
  ] as [string, Record<string, string>, SlackNeed, string][])('%s', (_, env, need, words) => {
    expect(faultsOf(env, need)).toContain(words);
  });

  test('a folder in the place of the file, as some containers mount it', () => {
    mkdirSync(join(folder, 'folder.yml'));
    expect(faultsOf({ BILLHOOK_CONFIG: join(folder, 'folder.yml') })).toContain('folder.yml: cannot be read');
  });
});

test('one error names every fault, of the file and of the environment', () => {
  const file = write('faults.yml', 'channels: { alerts: "#a" }\ntimezone: Mars/X\nteam: {}\n');
  const words = faultsOf({ BILLHOOK_CONFIG: file, LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' }, 'listen');
  expect(words.split('\n')).toHaveLength(7);
  expect(words).toContain('6 faults');
  expect(words).toContain(`${file} line 2: timezone`);
  expect(words).toContain(`${file} line 3: team: unknown key`);
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'DATABASE_URL', 'LOG_LEVEL']) expect(words).toContain(name);
});

test('no fault shows a secret', () => {
  const words = faultsOf(
    {
      SLACK_BOT_TOKEN: `hush-${SECRET}`,
      SLACK_APP_TOKEN: `hush-${SECRET}`,
      DATABASE_URL: `postgres://u:${SECRET}@h/x`,
    },
    'listen',
  );
  expect(words).toContain('3 faults');
  expect(words).not.toContain(SECRET);
});

test.each([
  ['file:./data/billhook.db', './data/billhook.db'],
  ['file:///var/lib/billhook.db', '/var/lib/billhook.db'],
  ['file:/var/lib/billhook.db', '/var/lib/billhook.db'],
  ['file::memory:', ':memory:'],
])('%s is the database %s', (url, path) => {
  expect(load({ DATABASE_URL: url }).databasePath).toBe(path);
});

test.each([
  ['2026-11-17T06:00:00Z', '2026-11-17T06:00:00.000Z'],
  ['2026-11-17T06:00Z', '2026-11-17T06:00:00.000Z'],
  ['2026-11-17T06:00:00.250+01:00', '2026-11-17T05:00:00.250Z'],
])('the clock may start at %s', (text, instant) => {
  expect(load({ BILLHOOK_CLOCK: text }).clockStart?.toISOString()).toBe(instant);
});
