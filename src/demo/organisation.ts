import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Day } from '../domain/day.ts';
import { type BotProcess, spawnBotProcess } from './bot-process.ts';
import { type Cloud, startCloud } from './cloud/index.ts';
import { createScenario } from './scenario/index.ts';
import type { Scenario } from './scenario/types.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from './workspace/index.ts';

export interface OrganisationOptions {
  readonly seed?: number;
  /** The scenario's last day: stories are planted before it. */
  readonly lastDay: Day;
  /** How far its bill goes back; more than the bot keeps where absent. */
  readonly days?: number | undefined;
  /** Where the simulated clock stands at first. */
  readonly now: Date;
  readonly transport: 'socket' | 'http';
  /** billhook.yml; one that fits the organisation where absent. */
  readonly settings?: string;
  /** Where the bot is to send its AWS requests; the cloud's own address where absent. */
  readonly awsUrl?: string;
  /** The cloud's port; any that is free where absent. */
  readonly cloudPort?: number;
  /** Added to the bot's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly workspace?: WorkspaceOptions;
  /** Groups on a page of Cost Explorer. */
  readonly pageSize?: number;
  /** How long the bot waits for Slack's answers; its own default where absent. */
  readonly slackTimeoutMs?: number;
}

/** The simulated organisation: AWS and Slack on loopback, a clock, and the means to run the bot against them. */
export interface Organisation {
  readonly scenario: Scenario;
  readonly cloud: Cloud;
  readonly workspace: Workspace;
  /** A folder that goes with the organisation: billhook.yml and the database. */
  readonly folder: string;
  /** The environment for the bot and its other commands. */
  readonly env: Readonly<Record<string, string>>;
  now(): Date;
  setTime(now: Date): void;
  /** Starts the bot as a process, and waits until it listens; one at a time. Throws with its own words where it does not. */
  startBot(): Promise<BotProcess>;
  /** kill -9, to a bot that is still coming up too; resolves once it is gone. */
  killBot(): Promise<void>;
  close(): Promise<void>;
}

/** Settings that fit the scenario: its teams, and its logs open in #ops. */
export const SETTINGS = `timezone: Europe/Berlin
channels: { alerts: "#cloud-costs", digest: "#cloud-costs" }
digest: { at: "09:00", days: daily }
aws: { accountRole: "arn:aws:iam::{account}:role/billhook-read" }
costs: { teamBy: { tag: team } }
alerts: { minImpact: 25 }
logs:
  regions: [us-east-1, eu-west-1]
  allow:
    - { channels: ["#ops"], functions: ["*"] }
`;

export async function startOrganisation(options: OrganisationOptions): Promise<Organisation> {
  let now = options.now;
  const folder = await mkdtemp(path.join(tmpdir(), 'billhook-'));
  const scenario = createScenario({
    lastDay: options.lastDay,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    days: options.days,
  });
  const cloud = await startCloud({
    scenario,
    now: () => now,
    ...(options.pageSize ? { pageSize: options.pageSize } : {}),
    ...(options.cloudPort ? { port: options.cloudPort } : {}),
  });
  const workspace = await startWorkspace(options.workspace);
  const port = await freePort();
  if (options.transport === 'http') workspace.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
  const config = path.join(folder, 'billhook.yml');
  await writeFile(config, options.settings ?? SETTINGS);
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(options.transport === 'http'
      ? { SLACK_SIGNING_SECRET: workspace.signingSecret, PORT: String(port) }
      : { SLACK_APP_TOKEN: workspace.appToken }),
    SLACK_API_URL: workspace.apiUrl,
    AWS_ENDPOINT_URL: options.awsUrl ?? cloud.url,
    ...demoCredentials(),
    DATABASE_URL: `file:${path.join(folder, 'billhook.db')}`,
    BILLHOOK_CONFIG: config,
    LOG_LEVEL: 'info',
    ...options.env,
  };
  let bot: BotProcess | undefined;
  const killBot = async () => {
    await bot?.end('SIGKILL');
  };
  return {
    scenario,
    cloud,
    workspace,
    folder,
    env,
    now: () => now,
    setTime(at) {
      now = at;
      bot?.setTime(at);
    },
    async startBot() {
      bot = spawnBotProcess(env, now, options.slackTimeoutMs);
      await bot.ready;
      return bot;
    },
    killBot,
    async close() {
      // Nothing of it is to be kept: no need to wait until it has finished what it was at.
      await killBot();
      await Promise.all([workspace.close(), cloud.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Keys that open nothing: the simulated cloud takes any, and no other is asked. */
function demoCredentials() {
  return { AWS_ACCESS_KEY_ID: 'DEMO', AWS_SECRET_ACCESS_KEY: 'demo', AWS_REGION: 'us-east-1' };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
