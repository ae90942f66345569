import { createAnomalySource } from './aws/anomalies.ts';
import { createAwsClients } from './aws/clients.ts';
import { createCostSource } from './aws/cost-explorer.ts';
import { createFunctionMetrics } from './aws/function-metrics.ts';
import { createFunctions } from './aws/functions.ts';
import { createLogSource } from './aws/log-source.ts';
import { createChangeSource } from './aws/trail.ts';
import type { Config } from './config.ts';
import { createDetector } from './detector.ts';
import type { Day } from './domain/day.ts';
import type { Sensitivities } from './domain/detection/sensitivity.ts';
import type { ImpactOverride } from './domain/post-floor.ts';
import { openDatabase } from './store/database.ts';
import { createFunctionSnapshots } from './store/function-snapshots.ts';
import { createIncidents } from './store/incidents.ts';
import { createLedger } from './store/ledger.ts';
import { createMemory } from './store/memory.ts';
import { createMeter } from './store/meter.ts';
import { createOutbox } from './store/outbox.ts';
import { createSlots } from './store/slots.ts';
import { careForIncidents } from './usecases/care-for-incidents.ts';
import { type CheckReport, checkCosts } from './usecases/check-costs.ts';
import { explainSilence, type SilenceQuestion } from './usecases/explain-silence.ts';
import { hashSalt } from './usecases/hash-salt.ts';
import { joinAnomalies } from './usecases/join-anomalies.ts';
import type { Clock, Log } from './usecases/ports.ts';
import { sendAnomalyFeedback } from './usecases/send-anomaly-feedback.ts';
import {
  composeDigest,
  type DigestDeps,
  type DigestReport,
  lastDigestDay,
  sendDigest,
} from './usecases/send-digest.ts';
import { type SyncDeps, type SyncReport, syncLedger } from './usecases/sync-ledger.ts';
import { watchFunctions } from './usecases/watch-functions.ts';

/** What the process gets from outside beside its configuration. */
export interface Edges {
  /** Days, slots, snoozes. */
  readonly clock: Clock;
  readonly log: Log;
}

/** Ids of the channels that billhook.yml names. */
export type ChannelIds = ReadonlyMap<string, string>;

/** All that works without Slack, wired: shared by the bot and the one-run commands. */
export type Services = ReturnType<typeof createServices>;

const OWN_ACCOUNT = 'default';

export function createServices(config: Config, { clock, log }: Edges) {
  const store = openDatabase(config.databasePath);
  const aws = createAwsClients();
  const ledger = createLedger(store);
  const memory = createMemory(store);
  const places = {
    regions: config.logs.regions,
    accountRole: config.aws.accountRole,
    accounts: async () => [...(await ledger.accountNames()).keys()],
  };
  const detector = createDetector(config.databasePath);
  const ports = {
    ledger,
    detector,
    meter: createMeter(store),
    memory,
    incidents: createIncidents(store),
    outbox: createOutbox(store),
    slots: createSlots(store),
    logs: createLogSource(aws, places, clock),
    functions: createFunctions(aws, places, { salt: () => hashSalt(memory), now: clock }),
    metrics: createFunctionMetrics(aws, places, clock),
    changes: createChangeSource(aws, places),
    snapshots: createFunctionSnapshots(store),
    clock,
    /** Real time: what is compared with Slack's. */
    realClock: () => new Date(),
    log,
  };
  const payers = config.aws.payers.length
    ? config.aws.payers.map(({ name, role, externalId }) => ({ name, role: { arn: role, externalId } }))
    : [{ name: OWN_ACCOUNT, role: undefined }];
  const costs = payers.map(({ name, role }) => createCostSource(name, aws.costExplorer(role)));
  const anomalies = {
    ...ports,
    sources: payers.map(({ name, role }) => createAnomalySource(name, aws.costExplorer(role))),
    requestsPerDay: config.costs.requestsPerDay,
  };

  const withChannels = (ids: ChannelIds) => channelsOf(config, ids);
  const digestDeps = (ids: ChannelIds): DigestDeps => ({
    ...ports,
    metric: config.costs.metric,
    teams: withChannels(ids).teams,
    teamBy: config.costs.teamBy,
    channel: withChannels(ids).digest,
    channelNames: new Map([...ids].map(([name, id]) => [id, name])),
  });

  return {
    ...ports,
    aws,
    sync: (on: Pick<SyncDeps, 'progress' | 'stopping'> = {}): Promise<readonly SyncReport[]> =>
      syncLedger({
        ...ports,
        sources: costs,
        teamBy: config.costs.teamBy,
        requestsPerDay: config.costs.requestsPerDay,
        backfillBudget: config.costs.backfillBudget,
        ...on,
      }),
    check: (ids: ChannelIds): Promise<CheckReport> =>
      checkCosts({
        ...ports,
        metric: config.costs.metric,
        minImpact: config.alerts.minImpact,
        impacts: impactsOf(config.alerts.overrides),
        sensitivities: sensitivitiesOf(config.alerts),
        alertsChannel: withChannels(ids).alerts,
        teams: withChannels(ids).teams,
      }),
    watchFunctions: (): Promise<string> => watchFunctions(ports),
    explainSilence: (question: SilenceQuestion) => explainSilence(ports, question),
    /** Joins what AWS Cost Anomaly Detection found, and tells it what people made of it. Never beside a check. */
    async talkToAnomalyDetection() {
      await joinAnomalies(anomalies);
      await sendAnomalyFeedback({ ...anomalies, enabled: config.alerts.awsFeedback });
    },
    care: (): Promise<void> =>
      careForIncidents({
        ...ports,
        remindAbove: config.alerts.remindAbove,
        escalateTo: config.alerts.escalateTo,
        workingHours: { ...config.workingHours, zone: config.timezone },
      }),
    sendDigest: (ids: ChannelIds, localDay: Day) => sendDigest({ ...digestDeps(ids), memory: ports.memory }, localDay),
    composeDigest: async (): Promise<DigestReport> =>
      composeDigest(digestDeps(new Map()), await lastDigestDay(ports.memory)),
    async close() {
      await detector.close();
      aws.destroy();
      store.$client.close();
    },
  };
}

/** The overrides of alerts that name an amount. */
function impactsOf(overrides: Config['alerts']['overrides']): ImpactOverride[] {
  return overrides.flatMap(({ account, service, minImpact }) =>
    minImpact === undefined ? [] : [{ account, service, minImpact }],
  );
}

/** The sensitivity of the bill, and of the accounts and services that have their own. */
export function sensitivitiesOf({ sensitivity, overrides }: Config['alerts']): Sensitivities {
  const parts = overrides.flatMap(({ account, service, sensitivity: own }) =>
    own === undefined
      ? []
      : [{ scope: { ...(account && { account }), ...(service && { service }) }, sensitivity: own }],
  );
  return { whole: sensitivity, parts };
}

/** The channels of the configuration by id; a name that was not resolved stays. */
export function channelsOf(config: Config, ids: ChannelIds) {
  const id = (channel: string) => ids.get(channel) ?? channel;
  return {
    alerts: id(config.channels.alerts),
    digest: id(config.channels.digest ?? config.channels.alerts),
    teams: Object.fromEntries(
      Object.entries(config.teams).map(([name, team]) => [
        name,
        { ...team, channel: team.channel === undefined ? undefined : id(team.channel) },
      ]),
    ),
    allow: config.logs.allow.map((entry) => ({ ...entry, channels: entry.channels.map(id) })),
  };
}

/** Every channel that the configuration names. */
export function channelsNamed(config: Config): string[] {
  const teams = Object.values(config.teams).flatMap(({ channel }) => (channel === undefined ? [] : [channel]));
  const { alerts, digest } = config.channels;
  return [
    ...new Set([
      alerts,
      ...(digest === undefined ? [] : [digest]),
      ...teams,
      ...config.logs.allow.flatMap(({ channels }) => channels),
    ]),
  ];
}
