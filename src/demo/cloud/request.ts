import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AwsFailure } from './failure.ts';
import { stsError } from './sts/index.ts';

/** A service that is simulated, by the name its signatures are scoped to. */
export type Service = 'ce' | 'logs' | 'sts';

/** A request, told apart by its protocol: JSON 1.1 names its operation in `x-amz-target`, STS in the form. */
export interface Request {
  readonly id: string;
  readonly service: Service | 'unknown';
  readonly operation: string;
  /** The members of the input; undefined where the body is not JSON. */
  readonly input: unknown;
  readonly contentType: string;
}

const TARGETS: ReadonlyMap<string, 'ce' | 'logs'> = new Map([
  ['AWSInsightsIndexService', 'ce'],
  ['Logs_20140328', 'logs'],
]);
const JSON_TYPE = 'application/x-amz-json-1.1';

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const body = await text(incoming);
  const id = randomUUID();
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(body));
    return { id, service: 'sts', operation: form.Action ?? '', input: form, contentType: 'text/xml' };
  }
  const [prefix = '', operation = ''] = String(incoming.headers['x-amz-target'] ?? '').split('.');
  const service = TARGETS.get(prefix);
  const input = parse(body);
  return { id, service: service ?? 'unknown', operation, input, contentType: JSON_TYPE };
}

/** An error in the protocol of the request. AWS's services spell the member `message` or `Message`: clients read either. */
export function errorBody({ service }: Request, failure: AwsFailure): string {
  if (service === 'sts') return stsError(failure);
  return JSON.stringify({ __type: failure.code, message: failure.message, Message: failure.message });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
