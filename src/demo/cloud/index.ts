import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario/types.ts';
import type { Access } from './access.ts';
import { createAccess } from './access.ts';
import { answerTo } from './answer.ts';
import { scopeOf } from './asked.ts';
import { LOOKUPS_A_SECOND } from './cloudtrail/index.ts';
import { createPace, type Pace } from './cloudtrail/pace.ts';
import { type AnomalyBook, type CloudAnomaly, createAnomalyBook } from './cost-explorer/anomaly-book.ts';
import { AwsFailure } from './failure.ts';
import type { CloudFaults, FaultList } from './faults.ts';
import { createFaults, failureOf } from './faults.ts';
import { resourceOf } from './lambda/input.ts';
import { groupsOf } from './logs/groups.ts';
import { createWrittenEvents, type WrittenEvents } from './logs/written.ts';
import type { Request } from './request.ts';
import { readRequest } from './request.ts';
import { callerOf } from './signature.ts';
import type { Answer } from './wire/protocol.ts';

export type { CostExplorerState } from './access.ts';
export type { CloudAnomaly } from './cost-explorer/anomaly-book.ts';
export type { CloudFaults, Fault } from './faults.ts';

export interface CloudOptions {
  readonly scenario: Scenario;
  /** The simulated time: nothing later than it is visible. */
  readonly now: () => Date;
  /** A free port, where absent. */
  readonly port?: number;
  /** Groups on a page of GetCostAndUsage. AWS publishes no number; 1,000 unless told. */
  readonly pageSize?: number;
  /** Milliseconds by which the pace of requests is held; real ones, where absent, as clients wait by them. */
  readonly elapsed?: () => number;
}

/** A request as the cloud saw it, and how it was answered. */
export interface CloudRequest {
  readonly at: Date;
  readonly service: Request['service'];
  readonly operation: string;
  readonly ok: boolean;
  /** The name of the error that was answered; `drop` where there was no answer. */
  readonly error?: string;
  readonly input: unknown;
}

/** AWS on loopback, answering from a scenario: Cost Explorer, CloudWatch, its Logs, Lambda, CloudTrail and STS at one address. */
export interface Cloud extends Pick<Access, 'deny' | 'allow' | 'setCostExplorer'> {
  readonly url: string;
  /** Every request in the order of their answers, refused ones included. */
  readonly requests: readonly CloudRequest[];
  readonly faults: CloudFaults;
  /** Switches Cost Anomaly Detection on with these anomalies, in AWS's shape; it is off before. Feedback shows in them. */
  setAnomalies(anomalies: readonly CloudAnomaly[]): void;
  /** Writes an event to a log group now, as its function would. Throws where no function writes to such a group. */
  writeLog(group: string, message: string): void;
  close(): Promise<void>;
}

interface State extends CloudOptions {
  readonly access: Access;
  readonly faults: FaultList;
  readonly anomalies: AnomalyBook;
  readonly written: WrittenEvents;
  readonly sessions: Map<string, { arn: string; account: string }>;
  readonly lookups: Pace;
}

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const faults = createFaults(options.scenario.seed);
  const state: State = {
    ...options,
    access: createAccess(),
    faults,
    anomalies: createAnomalyBook(),
    written: createWrittenEvents(),
    sessions: new Map(),
    lookups: createPace(LOOKUPS_A_SECOND, options.elapsed),
  };
  const requests: CloudRequest[] = [];
  const server = createServer((incoming, response) => {
    respond(incoming, response, state, requests).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { deny, allow, setCostExplorer } = state.access;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    deny,
    allow,
    setCostExplorer,
    setAnomalies: state.anomalies.set,
    writeLog(name, message) {
      const groups = groupsOf(state).filter((group) => group.name === name);
      if (groups.length === 0) throw new Error(`no log group ${name}`);
      for (const group of groups) state.written.write(group, message, state.now().getTime());
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(incoming: IncomingMessage, response: ServerResponse, state: State, requests: CloudRequest[]) {
  const request = await readRequest(incoming);
  const seen = { at: state.now(), service: request.service, operation: request.operation, input: request.input };
  const fault = state.faults.strike(request.operation);
  if (fault?.kind === 'drop') {
    requests.push({ ...seen, ok: false, error: 'drop' });
    response.destroy();
    return;
  }
  if (fault?.kind === 'delay') await sleep(fault.delayMs);
  try {
    const failure = fault && failureOf(fault, request.service);
    if (failure) throw failure;
    if (request.service === 'unknown' || request.refused) throw request.refused;
    const { service } = request;
    const caller = callerOf(incoming.headers.authorization, scopeOf(service), state.sessions);
    state.access.check(`${service}:${request.operation}`, caller, resourceOf(request, caller));
    const output = answerTo(service, request, { ...state, caller });
    const answer = request.protocol.answer(output, request);
    requests.push({ ...seen, ok: true });
    send(response, 200, request, answer);
  } catch (error) {
    const failure = error instanceof AwsFailure ? error : new AwsFailure('InternalFailure', String(error), 500);
    requests.push({ ...seen, ok: false, error: failure.code });
    send(response, failure.status, request, request.protocol.refusal(failure, request));
  }
}

function send(response: ServerResponse, status: number, { id }: Request, { contentType, headers, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'x-amzn-requestid': id, ...headers });
  response.end(body);
}
