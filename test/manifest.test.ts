import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../src/config-file.ts';
import { SCOPES } from '../src/slack/scopes.ts';
import { codeOf, readSources } from './sources.ts';

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly { readonly command: string }[];
    readonly app_home?: { readonly home_tab_enabled?: boolean };
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[]; readonly user?: readonly string[] } };
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
    readonly event_subscriptions?: { readonly bot_events?: readonly string[] };
  };
}

const at = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const manifest = parse(readFileSync(at('manifest.yml'), 'utf8')) as Manifest;
const SCHEMA = at('../shared/facts/manifest.schema.json');

/** Every method of Slack's that Billhook calls, and the scopes it needs (docs.slack.dev, reference of methods). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  // The app-level token opens connections; its scope is not one of the bot's.
  'apps.connections.open': [],
  'auth.test': [],
  'blocks.validate': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'files.uploadV2': ['files:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};
/** Slash commands need a scope and no method. */
const FOR_COMMANDS = 'commands';

const bot = readSources().filter(({ path }) => !path.startsWith('demo/'));
const CALL = /(?:\bclient|\bcreateWebClient\([^)]*\))\s*\.\s*([a-z]\w*(?:\s*\.\s*\w+)+)\s*\(/g;

function methodsCalled(): string[] {
  const slack = bot.filter(({ path }) => path.startsWith('slack/') || !path.includes('/'));
  const found = slack.flatMap((source) => [...codeOf(source).matchAll(CALL)].map((match) => match[1] ?? ''));
  return [...new Set(found.map((name) => name.replace(/\s+/g, '')))].sort();
}

it('is a manifest that Slack takes, by its own schema', () => {
  if (!existsSync(SCHEMA)) {
    console.warn('NOT CHECKED: the schema of manifests does not lie beside this repository');
    return;
  }
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  validate(manifest);
  expect(validate.errors ?? []).toEqual([]);
  // The schema is in force: a key that Slack does not know is refused.
  expect(validate({ ...manifest, colour: 'green' })).toBe(false);
});

it('has every slash command of the code, and no other', () => {
  const inCode = bot
    .filter(({ path }) => path.startsWith('slack/commands/'))
    .flatMap((source) => [...codeOf(source).matchAll(/\bname: '(\/[a-z-]+)'/g)].map((match) => match[1] ?? ''));
  expect(inCode.length).toBeGreaterThan(0);
  expect(manifest.features.slash_commands.map(({ command }) => command).sort()).toEqual(inCode.sort());
});

it('switches interactivity on, as there are buttons, and Socket Mode', () => {
  expect(bot.map(codeOf).join('\n')).toMatch(/app\.action\b/);
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
});

it('subscribes to just the events that are listened to, and has a Home tab if one is published', () => {
  const code = bot.map(codeOf).join('\n');
  const listened = [...code.matchAll(/\bapp\.event(?:<[^(]*>)?\(\s*'(\w+)'/g)].map((match) => match[1]);
  expect([...(manifest.settings.event_subscriptions?.bot_events ?? [])].sort()).toEqual(listened.sort());
  expect(code).not.toMatch(/\bapp\.message\(/);
  const publishes = methodsCalled().includes('views.publish');
  expect(manifest.features.app_home?.home_tab_enabled ?? false).toBe(publishes);
});

it('asks for the scopes that the code says it needs, each once, and for none of a person', () => {
  expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(SCOPES).sort());
  expect(manifest.oauth_config.scopes.user ?? []).toEqual([]);
});

it('asks for just the scopes that the methods called need', () => {
  const called = methodsCalled();
  expect(called).toEqual(expect.arrayContaining(['auth.test', 'chat.postMessage', 'conversations.history']));
  expect(called.filter((method) => !(method in NEEDED))).toEqual([]);
  const needed = new Set([FOR_COMMANDS, ...called.flatMap((method) => NEEDED[method] ?? [])]);
  expect([...needed].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
});

it('ships an example of billhook.yml that is accepted as it stands', () => {
  expect(readSettings(readFileSync(at('billhook.example.yml'), 'utf8'))).not.toHaveProperty('faults');
});

it('ships an example of which every commented setting is accepted, too', () => {
  const text = readFileSync(at('billhook.example.yml'), 'utf8');
  const uncommented = text.replace(/^(\s*)# ((?: {2})*(?:[a-zA-Z]+:|- \{))/gm, '$1$2');
  expect(uncommented).toContain('\naws:\n  payers:\n    - { name: main');
  expect(uncommented).toContain('\n  metric: amortized');
  expect(readSettings(uncommented)).not.toHaveProperty('faults');
});
