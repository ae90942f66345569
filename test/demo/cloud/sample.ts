import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { Cloud, CloudOptions } from '../../../src/demo/cloud/index.ts';
import { startCloud } from '../../../src/demo/cloud/index.ts';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import { parseDay } from '../../../src/domain/day.ts';

/** 4 December, when November has still some days to ripen: the scenario ends that day. */
export const LAST_DAY = parseDay('2026-12-04');
export const NOW = new Date('2026-12-04T09:30:00Z');
export const scenario = createScenario({ lastDay: LAST_DAY });

/** A cloud at NOW, or as told. */
export function cloudAt(options: Partial<CloudOptions> = {}): Promise<Cloud> {
  return startCloud({ scenario, now: () => NOW, ...options });
}

/** The real client, without retries, against an address. */
export function clientOf(url: string, accessKeyId = 'key'): CostExplorerClient {
  const credentials = { accessKeyId, secretAccessKey: 'none' };
  return new CostExplorerClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
}

/** A signature in the right form: its value is not looked at. */
export function signature(service: string, accessKeyId = 'key'): string {
  const scope = `${accessKeyId}/20261204/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
}

/** A request by hand, for what a client would not send. */
export async function postJson(url: string, target: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: signature('ce'),
      ...headers,
    },
    body,
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}
