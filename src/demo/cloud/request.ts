import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { queryErrorHeader } from './cloudwatch/index.ts';
import type { AwsFailure } from './failure.ts';
import { lambdaRoute } from './lambda/route.ts';
import { stsError } from './sts/index.ts';

/** A service that is simulated, by its name in IAM's actions. */
export type Service = 'ce' | 'logs' | 'sts' | 'lambda' | 'cloudwatch' | 'cloudtrail';

/**
 * A request, told apart by its protocol: JSON 1.0 and 1.1 name their operation in `x-amz-target`, STS in the form, and
 * Lambda by its path.
 */
export interface Request {
  readonly id: string;
  readonly service: Service | 'unknown';
  readonly operation: string;
  /** The members of the input; undefined where the body is not JSON. */
  readonly input: unknown;
  readonly contentType: string;
}

const JSON_1_1 = 'application/x-amz-json-1.1';
/** What stands before the operation in `x-amz-target`; some clients put a package's name before that. */
const TARGETS: ReadonlyMap<string, { readonly service: Service; readonly contentType: string }> = new Map([
  ['AWSInsightsIndexService', { service: 'ce', contentType: JSON_1_1 }],
  ['Logs_20140328', { service: 'logs', contentType: JSON_1_1 }],
  ['CloudTrail_20131101', { service: 'cloudtrail', contentType: JSON_1_1 }],
  ['GraniteServiceVersion20100801', { service: 'cloudwatch', contentType: 'application/x-amz-json-1.0' }],
]);

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const body = await text(incoming);
  const id = randomUUID();
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(body));
    return { id, service: 'sts', operation: form.Action ?? '', input: form, contentType: 'text/xml' };
  }
  const header = incoming.headers['x-amz-target'];
  const route = header === undefined && lambdaRoute(incoming.method ?? '', incoming.url ?? '/');
  if (route) return { id, service: 'lambda', ...route, contentType: 'application/json' };
  const [operation = '', prefix = ''] = String(header ?? '')
    .split('.')
    .reverse();
  const target = TARGETS.get(prefix) ?? ({ service: 'unknown', contentType: JSON_1_1 } as const);
  return { id, ...target, operation, input: parse(body) };
}

/** The name that a service's signatures are scoped to. */
export function scopeOf(service: Service): string {
  return service === 'cloudwatch' ? 'monitoring' : service;
}

/**
 * An error in the protocol of the request. AWS's services spell the member `message` or `Message`: clients read either.
 */
export function errorAnswer(
  { service }: Request,
  failure: AwsFailure,
): { headers: Record<string, string>; body: string } {
  const { code, message, status } = failure;
  const words = { message, Message: message };
  switch (service) {
    case 'sts':
      return { headers: {}, body: stsError(failure) };
    case 'lambda':
      return {
        headers: { 'x-amzn-errortype': code },
        body: JSON.stringify({ Type: status >= 500 ? 'Service' : 'User', ...words }),
      };
    case 'cloudwatch':
      return { headers: queryErrorHeader(failure), body: JSON.stringify({ __type: code, ...words }) };
    default:
      return { headers: {}, body: JSON.stringify({ __type: code, ...words }) };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
