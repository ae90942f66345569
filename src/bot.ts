import type { WebClient } from '@slack/web-api';
import { type BotLogs, createBotLogs } from './bot-logs.ts';
import type { Config } from './config.ts';
import type { Day } from './domain/day.ts';
import { UserError } from './domain/errors.ts';
import { isOpen } from './domain/incident.ts';
import { type Job, runDue } from './jobs/run-due.ts';
import { createSender } from './sender.ts';
import { type ChannelIds, channelsNamed, channelsOf, createServices, type Edges, type Services } from './services.ts';
import { expectedForm } from './slack/actions/expected.ts';
import { incidentActions } from './slack/actions/incident-actions.ts';
import type { IncidentDeeds } from './slack/actions/incident-deeds.ts';
import { sensitivityActions } from './slack/actions/sensitivity.ts';
import { createSlackApp, type SlackApp } from './slack/app.ts';
import { createWebClient, graceFor, mendFor, REQUEST_TIMEOUT_MS } from './slack/client.ts';
import { costCommand } from './slack/commands/cost.ts';
import { logsCommand } from './slack/commands/logs.ts';
import { createDirectory, resolveChannels } from './slack/directory.ts';
import { homeView } from './slack/views/home.ts';
import { actOnIncident, announceIncident, readIncident, showDetails } from './usecases/act-on-incident.ts';
import { chooseSensitivity } from './usecases/choose-sensitivity.ts';
import { installedAt } from './usecases/greet.ts';
import { listIncidents } from './usecases/list-incidents.ts';
import { reportCosts } from './usecases/report-costs.ts';

export interface BotEdges extends Edges {
  /** Starts calling `tick` each minute; gives the way to stop. */
  readonly ticker: (tick: () => Promise<void>) => () => void;
  /** How long to wait for an answer of Slack, where not as usual: for rehearsals, which scale all waits together. */
  readonly slackTimeoutMs?: number | undefined;
}

/** The whole bot, wired; nothing runs before start(). */
export interface Bot {
  start(): Promise<void>;
  /** Stops listening, finishes what is under way, closes. @param tell hears what it is waiting for */
  stop(tell: (waitingFor: string) => void): Promise<void>;
  /** Runs the jobs that are due. */
  tick(): Promise<void>;
}

/** Cost Explorer refreshes up to three times a day. */
const SYNC_HOURS = 6;

export function createBot(config: Config, edges: BotEdges): Bot {
  const { slack } = config;
  if (!slack?.transport)
    throw new UserError(
      'SLACK_APP_TOKEN: missing; set it for Socket Mode, or SLACK_SIGNING_SECRET (and PORT) for HTTP',
    );
  const services = createServices(config, edges);
  const { slackTimeoutMs = REQUEST_TIMEOUT_MS } = edges;
  const client = createWebClient(slack.botToken, slack.apiUrl, slackTimeoutMs);
  const pump = createSender(services, client, config, slackTimeoutMs);
  let ids: ChannelIds = new Map();
  let team: string | undefined;
  let stopTicker: (() => void) | undefined;
  let ticking: Promise<void> | undefined;

  let stopping = false;
  const jobs = jobsOf(
    config,
    services,
    () => ids,
    () => stopping,
  );
  const tick = async () => {
    // A tick that comes while one runs waits for it, and the slots decide the rest.
    await ticking;
    ticking = runDue(jobs, services.slots, edges.clock, edges.log)
      .then(services.care)
      .finally(() => {
        ticking = undefined;
        pump.kick();
      });
    await ticking;
  };

  const logs = createBotLogs(config, services, {
    client,
    directory: createDirectory(client, () => team),
    ids: () => ids,
    graceMs: graceFor(slackTimeoutMs),
  });

  const app: SlackApp = createSlackApp({
    ...slack,
    transport: slack.transport,
    log: edges.log,
    changed: () => pump.kick(),
    home: async () =>
      homeView(
        (await services.incidents.active()).filter(isOpen),
        await services.ledger.accountNames(),
        config.timezone,
      ),
    ...interactions(config, services, () => ids, logs),
  });

  return {
    async start() {
      team = await homeTeam(client);
      ids = await resolveChannels(client, channelsNamed(config));
      await app.start();
      edges.log.info({ transport: slack.transport?.kind, database: config.databasePath }, 'Billhook is ready');
      await services.outbox.wake();
      pump.kick();
      await logs.follows.wake();
      stopTicker = edges.ticker(tick);
    },
    async stop(tell) {
      stopping = true;
      stopTicker?.();
      tell('messages that follow logs');
      logs.desk.searches.cancelAll();
      await logs.follows.close();
      tell('what was asked in Slack');
      await app.stop();
      tell('jobs that run');
      await ticking;
      tell('the message on its way to Slack');
      await pump.stop();
      tell('the database');
      await services.close();
    },
    tick,
  };
}

async function homeTeam(client: WebClient): Promise<string | undefined> {
  try {
    return (await client.auth.test()).team_id;
  } catch (thrown) {
    throw new UserError(mendFor(thrown));
  }
}

/** Every command, button and form there is; a new one is a line here. */
function interactions(config: Config, services: Services, ids: () => ChannelIds, logs: BotLogs) {
  const deeds: IncidentDeeds = {
    act: (click, deed) => actOnIncident(services, click, deed),
    details: (id) => showDetails(services, id),
    announce: (id, by) => announceIncident(services, id, by),
    read: (id) => readIncident(services, id),
    accountNames: () => services.ledger.accountNames(),
    clock: services.clock,
    zone: config.timezone,
  };
  return {
    commands: [
      costCommand(
        (question) => reportCosts({ ...services, metric: config.costs.metric }, question),
        () => listIncidents(services),
        config.timezone,
      ),
      logsCommand(logs.desk),
    ],
    actions: [
      ...incidentActions(deeds),
      ...logs.actions,
      ...sensitivityActions((sensitivity, by) =>
        chooseSensitivity({ ...services, channel: channelsOf(config, ids()).alerts }, sensitivity, by),
      ),
    ],
    modals: [expectedForm(deeds)],
  };
}

/** Every job there is, in the order in which they run when due together. */
function jobsOf(config: Config, services: Services, ids: () => ChannelIds, stopping: () => boolean): Job[] {
  return [
    {
      name: 'sync',
      schedule: { every: 'hours', hours: SYNC_HOURS },
      async run() {
        const reports = await services.sync({ stopping });
        // The slot stays open: the next start goes on with what is missing.
        if (stopping()) throw new Error('Stopped before all was read');
        const check = await services.check(ids());
        await services.talkToAnomalyDetection();
        const failed = reports.flatMap((report) => report.failed);
        // What was read is kept and was judged; the rest is tried again.
        if (failed.length) throw new Error(failed.join('; '));
        const requests = reports.reduce((all, report) => all + report.requests, 0);
        return `Read costs with ${requests} requests; ${check.judged ? `${check.found} causes found` : check.reason}`;
      },
    },
    {
      name: 'watch-functions',
      schedule: { every: 'hours', hours: 1 },
      run: () => services.watchFunctions(),
    },
    {
      name: 'digest',
      schedule: { every: 'day', at: config.digest.at, zone: config.timezone, days: config.digest.days },
      notBefore: () => installedAt(services.memory),
      async run(slot) {
        const report = await services.sendDigest(ids(), slot as Day);
        if ('nothing' in report) throw new Error(report.nothing);
        return 'Digest composed';
      },
    },
  ];
}
