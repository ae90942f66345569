import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Asked, type Target, unknownService } from './asked.ts';
import { lambdaRoute } from './lambda/route.ts';
import { readQuery } from './query-request.ts';
import { cborProtocol, readCbor } from './wire/cbor.ts';
import { jsonProtocol, readJson, restJson } from './wire/json.ts';

export type Request = { readonly id: string } & Asked;

const JSON_1_1 = jsonProtocol('1.1');
const CLOUDWATCH = 'GraniteServiceVersion20100801';
/** What stands before the operation in `x-amz-target`; some clients put a package's name before that. */
const TARGETS: ReadonlyMap<string, Target> = new Map([
  ['AWSInsightsIndexService', { service: 'ce', protocol: JSON_1_1 }],
  ['Logs_20140328', { service: 'logs', protocol: JSON_1_1 }],
  ['CloudTrail_20131101', { service: 'cloudtrail', protocol: JSON_1_1 }],
  [CLOUDWATCH, { service: 'cloudwatch', protocol: jsonProtocol('1.0', { spokeQuery: true }) }],
]);
const SERVED = 'Cost Explorer, CloudWatch, CloudWatch Logs, CloudTrail, Lambda and STS';
const CBOR_PATH = /^\/service\/(\w+)\/operation\/(\w+)$/;

/**
 * Reads a request and tells its service by its protocol: JSON names the operation in `x-amz-target`, query in a form, CBOR
 * and Lambda's REST in the path.
 */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const body = await buffer(incoming);
  return { id: randomUUID(), ...read(incoming, body) };
}

function read({ method = '', url = '/', headers }: IncomingMessage, body: Buffer): Asked {
  const { pathname, searchParams } = new URL(url, 'http://cloud');
  const [, target, operation = ''] = CBOR_PATH.exec(pathname) ?? [];
  if (target && headers['smithy-protocol'] === 'rpc-v2-cbor') return readRpc(target, operation, body);
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return readQuery(new URLSearchParams(body.toString()), headers.authorization);
  if (method === 'GET' && searchParams.has('Action')) return readQuery(searchParams, headers.authorization);
  const header = headers['x-amz-target'];
  const route = header === undefined && lambdaRoute(method, url);
  return route ? { service: 'lambda', ...route, protocol: restJson } : readTarget(String(header ?? ''), body);
}

function readRpc(target: string, operation: string, body: Buffer): Asked {
  const asked = { operation, input: readCbor(body), protocol: cborProtocol };
  if (target === CLOUDWATCH) return { ...asked, service: 'cloudwatch' };
  return { ...asked, ...unknownService(`${target} is not simulated: by CBOR, CloudWatch alone is`) };
}

function readTarget(header: string, body: Buffer): Asked {
  const [operation = '', prefix = ''] = header.split('.').reverse();
  const input = readJson(body.toString());
  const target = TARGETS.get(prefix);
  if (target) return { ...target, operation, input };
  return {
    operation,
    input,
    protocol: JSON_1_1,
    ...unknownService(`This service is not simulated: ${SERVED} are`),
  };
}
