import type { WebClient } from '@slack/web-api';
import type { Config } from './config.ts';
import { createPump, type Pump } from './jobs/pump.ts';
import type { Services } from './services.ts';
import { graceFor, REQUEST_TIMEOUT_MS } from './slack/client.ts';
import { createMessenger } from './slack/messenger.ts';
import { deliverOutbox } from './usecases/deliver-outbox.ts';

/**
 * What sends the outbox.
 * @param timeoutMs how long the client waits for an answer
 */
export function createSender(
  services: Services,
  client: WebClient,
  config: Config,
  timeoutMs: number = REQUEST_TIMEOUT_MS,
): Pump {
  const graceMs = graceFor(timeoutMs);
  const deps = { ...services, chat: createMessenger(client, config.timezone, services.log), graceMs };
  return createPump({
    deliver: (stopping) => deliverOutbox({ ...deps, stopping }),
    nextDue: () => services.outbox.nextDue(graceMs),
    log: services.log,
  });
}
