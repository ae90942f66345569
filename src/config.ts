import { existsSync, readFileSync } from 'node:fs';
import { readSettings, type Settings } from './config-file.ts';
import { reasonOf, UserError } from './domain/errors.ts';

export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

/** All that the process is told: billhook.yml and the environment, checked. */
export interface Config extends Settings {
  /** Where billhook.yml was read, to name it in messages. */
  readonly file: string;
  readonly databasePath: string;
  readonly logLevel: string;
  /** Undefined where a command does without Slack. */
  readonly slack:
    | { readonly botToken: string; readonly transport: Transport | undefined; readonly apiUrl: string | undefined }
    | undefined;
  /** BILLHOOK_CLOCK: where the bot's own clock starts; undefined in ordinary life. */
  readonly clockStart: Date | undefined;
}

/** What a command needs of Slack: nothing, to post, or to listen as well. */
export type SlackNeed = 'none' | 'post' | 'listen';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Without its zone an instant would depend on the machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

type Environment = Readonly<Record<string, string | undefined>>;

function transportOf(env: Environment, faults: string[]): Transport | undefined {
  const port = Number(env.PORT || 3000);
  if (env.SLACK_APP_TOKEN) {
    if (!env.SLACK_APP_TOKEN.startsWith('xapp-'))
      faults.push(
        'SLACK_APP_TOKEN: must be the app-level token that starts with xapp- (Slack: Basic Information, App-Level Tokens)',
      );
    return { kind: 'socket', appToken: env.SLACK_APP_TOKEN };
  }
  if (env.SLACK_SIGNING_SECRET) {
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      faults.push(`PORT: must be a port number such as 3000, not "${env.PORT}"`);
    return { kind: 'http', signingSecret: env.SLACK_SIGNING_SECRET, port };
  }
  faults.push('SLACK_APP_TOKEN: missing; set it for Socket Mode, or SLACK_SIGNING_SECRET (and PORT) for HTTP');
  return undefined;
}

function slackOf(env: Environment, need: SlackNeed, faults: string[]): Config['slack'] {
  if (need === 'none') return undefined;
  if (!env.SLACK_BOT_TOKEN)
    faults.push('SLACK_BOT_TOKEN: missing; Slack shows it under OAuth & Permissions once the app is installed');
  else if (!env.SLACK_BOT_TOKEN.startsWith('xoxb-'))
    faults.push('SLACK_BOT_TOKEN: must be the bot token that starts with xoxb-');
  const transport = need === 'listen' ? transportOf(env, faults) : undefined;
  if (env.SLACK_API_URL && !URL.canParse(env.SLACK_API_URL))
    faults.push(`SLACK_API_URL: must be an address such as https://slack.com/api/, not "${env.SLACK_API_URL}"`);
  return { botToken: env.SLACK_BOT_TOKEN ?? '', transport, apiUrl: env.SLACK_API_URL || undefined };
}

function databasePathOf(env: Environment, faults: string[]): string {
  const url = env.DATABASE_URL || 'file:./data/billhook.db';
  const file = url.replace(/^file:(\/\/)?/, '');
  if (!url.startsWith('file:') || file === '')
    faults.push(`DATABASE_URL: must be a file such as file:./data/billhook.db, not "${url.split(':')[0]}:"`);
  return file;
}

function clockOf(env: Environment, faults: string[]): Date | undefined {
  if (!env.BILLHOOK_CLOCK) return undefined;
  const start = new Date(env.BILLHOOK_CLOCK);
  if (!INSTANT.test(env.BILLHOOK_CLOCK) || Number.isNaN(start.getTime()))
    faults.push(`BILLHOOK_CLOCK: must be an instant such as 2026-11-17T06:00:00Z, not "${env.BILLHOOK_CLOCK}"`);
  return start;
}

function textOf(file: string, faults: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    faults.push(`${file}: cannot be read (${reasonOf(thrown)})`);
    return undefined;
  }
}

function settingsOf(file: string, faults: string[]): Settings | undefined {
  if (!existsSync(file)) {
    faults.push(`${file}: not found; copy billhook.example.yml there and name your channels, or set BILLHOOK_CONFIG`);
    return undefined;
  }
  const text = textOf(file, faults);
  if (text === undefined) return undefined;
  const read = readSettings(text);
  if ('settings' in read) return read.settings;
  faults.push(...read.faults.map((fault) => `${file} ${fault}`));
  return undefined;
}

/**
 * The configuration from billhook.yml and the environment.
 * Throws one UserError that names every fault and where it stands.
 */
export function loadConfig(env: Environment, need: SlackNeed): Config {
  const faults: string[] = [];
  const file = env.BILLHOOK_CONFIG ?? './billhook.yml';
  const settings = settingsOf(file, faults);
  const slack = slackOf(env, need, faults);
  const databasePath = databasePathOf(env, faults);
  const clockStart = clockOf(env, faults);
  const logLevel = env.LOG_LEVEL ?? 'info';
  if (!LOG_LEVELS.includes(logLevel))
    faults.push(`LOG_LEVEL: must be one of ${LOG_LEVELS.join(', ')}, not "${logLevel}"`);
  if (!settings || faults.length)
    throw new UserError(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  return { ...settings, file, slack, databasePath, clockStart, logLevel };
}
