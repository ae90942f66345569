import { onTestFinished } from 'vitest';
import { createAnomalySource } from '../../src/aws/anomalies.ts';
import { createAwsClients } from '../../src/aws/clients.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { micros } from '../../src/domain/money.ts';
import { type JoinDeps, joinAnomalies } from '../../src/usecases/join-anomalies.ts';
import { type FeedbackDeps, sendAnomalyFeedback } from '../../src/usecases/send-anomaly-feedback.ts';
import { day, findingOf } from '../store/fixtures.ts';
import { LAMBDA, portsFor, SHOP, smallBill } from './world.ts';

/** A rise of Lambda in shop-prod, 13 through 16 November. */
export function riseOf(own: Partial<Finding> = {}): Finding {
  const part = { account: SHOP, service: LAMBDA, now: micros(200), usual: micros(100) };
  const days = { since: day('2026-11-13'), through: day('2026-11-16') };
  return findingOf(`rise|${SHOP}|${LAMBDA}`, 100, { account: SHOP, service: LAMBDA, parts: [part], ...days, ...own });
}

/** A payer's Cost Anomaly Detection, incidents in a database, and the two use cases to run as often as wanted. */
export async function anomalyWorld() {
  const ports = portsFor('2026-11-17T09:30:00Z');
  const cloud = await startCloud({ scenario: smallBill('2026-11-17'), now: ports.clock, pageSize: 2 });
  process.env.AWS_ACCESS_KEY_ID = 'TEST';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.AWS_ENDPOINT_URL = cloud.url;
  const clients = createAwsClients();
  onTestFinished(async () => {
    clients.destroy();
    await cloud.close();
  });
  const sources = [createAnomalySource('main', clients.costExplorer(undefined))];
  const deps = { ...ports, sources, requestsPerDay: 100 };
  const open = (finding = riseOf()) =>
    ports.incidents.commit(
      [{ change: 'open', finding, old: false, channel: 'C0COSTS', named: false, note: 'found' }],
      ports.clock(),
    );
  return {
    ...ports,
    cloud,
    sources,
    open,
    join: (own: Partial<JoinDeps> = {}) => joinAnomalies({ ...deps, ...own }),
    sendFeedback: (own: Partial<FeedbackDeps> = {}) => sendAnomalyFeedback({ ...deps, enabled: true, ...own }),
    /** Requests of an operation, refused ones included. */
    asked: (operation = 'GetAnomalies') => cloud.requests.filter((one) => one.operation === operation),
    /** What the timeline of the first incident says. */
    told: async (id = 1) => (await ports.incidents.timeline(id)).map(({ what }) => what),
    words: () => ports.entries.map(({ level, words }) => `${level}: ${words}`),
  };
}
