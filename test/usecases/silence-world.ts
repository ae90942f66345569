import { onTestFinished } from 'vitest';
import { createAwsClients } from '../../src/aws/clients.ts';
import { createFunctionMetrics } from '../../src/aws/function-metrics.ts';
import { createFunctions } from '../../src/aws/functions.ts';
import { createLogSource } from '../../src/aws/log-source.ts';
import { createChangeSource } from '../../src/aws/trail.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import { createScenario } from '../../src/demo/scenario/index.ts';
import { parseDay } from '../../src/domain/day.ts';
import { UserError } from '../../src/domain/errors.ts';
import { createFunctionSnapshots } from '../../src/store/function-snapshots.ts';
import { explainSilence } from '../../src/usecases/explain-silence.ts';
import { hashSalt } from '../../src/usecases/hash-salt.ts';
import type { LogTarget } from '../../src/usecases/ports.ts';
import { watchFunctions } from '../../src/usecases/watch-functions.ts';
import { simulatedTiming } from '../aws/timing.ts';
import { at } from '../store/fixtures.ts';
import { portsFor, SHOP } from './world.ts';

const scenario = createScenario({ lastDay: parseDay('2026-11-19') });

/** The real adapters against the simulated AWS, in which message-bridge falls silent on 17 November at 08:41 UTC. */
export async function silenceWorld(now: string) {
  const ports = portsFor(now);
  const timing = simulatedTiming();
  const cloud = await startCloud({ scenario, now: ports.clock, elapsed: timing.now });
  process.env.AWS_ACCESS_KEY_ID = 'TEST';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.AWS_ENDPOINT_URL = cloud.url;
  const clients = createAwsClients();
  onTestFinished(async () => {
    clients.destroy();
    await cloud.close();
  });
  const places = {
    regions: ['us-east-1'],
    accountRole: 'arn:aws:iam::{account}:role/billhook-read',
    accounts: async () => [SHOP],
  };
  const deps = {
    ...ports,
    logs: createLogSource(clients, places, ports.clock, timing),
    functions: createFunctions(clients, places, { salt: () => hashSalt(ports.memory), now: ports.clock }),
    metrics: createFunctionMetrics(clients, places, ports.clock),
    changes: createChangeSource(clients, places, timing),
    snapshots: createFunctionSnapshots(ports.store),
  };
  const targetOf = (name: string, more: Partial<LogTarget> = {}): LogTarget => ({
    account: SHOP,
    region: 'us-east-1',
    name,
    group: `/aws/lambda/${name}`,
    kind: 'function',
    ...more,
  });
  return {
    ...deps,
    cloud,
    targetOf,
    /** The hourly look, at these hours of 17 November (UTC); the clock is put back afterwards. */
    async lookAt(...hours: readonly number[]) {
      const before = ports.clock().toISOString();
      for (const hour of hours) {
        ports.setTime(`2026-11-17T${String(hour).padStart(2, '0')}:00:04Z`);
        await watchFunctions(deps);
      }
      ports.setTime(before);
    },
    /** Reads a window without a filter and has its silence explained. */
    async ask(target: LogTarget, from: string, to = ports.clock().toISOString()) {
      const window = { from: at(from), to: at(to) };
      const read = await deps.logs.read({ target, window, pattern: undefined }).catch((thrown: unknown) => {
        if (thrown instanceof UserError) return thrown;
        throw thrown;
      });
      return explainSilence(deps, { target, window, zone: 'Europe/Berlin', read });
    },
  };
}

/** An explanation as text, a line each. */
export function textOf(silence: Awaited<ReturnType<typeof explainSilence>>): string[] {
  return silence ? [silence.headline, ...silence.lines.map(({ label, text }) => `${label}: ${text}`)] : [];
}
