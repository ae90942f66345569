import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsJson1_0Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { decode, encode } from 'cborg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../src/demo/cloud/index.ts';
import { NOW, scenario } from './clients.ts';
import { signature } from './sample.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ scenario, now: () => NOW });
});
afterAll(() => cloud.close());

const NAMESPACE = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
const PROTOCOLS = { json: AwsJson1_0Protocol, cbor: AwsSmithyRpcV2CborProtocol, query: AwsQueryProtocol };
type Spoken = keyof typeof PROTOCOLS;
const SPOKEN: readonly Spoken[] = ['json', 'cbor', 'query'];

/** AWS's own client, told what to speak. */
function clientOf(spoken: Spoken): CloudWatchClient {
  const credentials = { accessKeyId: 'key', secretAccessKey: 'none' };
  const protocol = PROTOCOLS[spoken];
  return new CloudWatchClient({ endpoint: cloud.url, region: 'us-east-1', credentials, maxAttempts: 1, protocol });
}

const metric = { Namespace: 'AWS/Lambda', Dimensions: [{ Name: 'FunctionName', Value: 'orders-poller' }] };
const stat = (MetricName: string, Stat: string) => ({ Metric: { ...metric, MetricName }, Period: 300, Stat });
const INPUT: GetMetricDataCommandInput = {
  MetricDataQueries: [
    { Id: 'runs', MetricStat: stat('Invocations', 'Sum') },
    { Id: 'hidden', MetricStat: stat('Errors', 'Sum'), ReturnData: false },
    { Id: 'took', Label: 'a < b & "c"', MetricStat: stat('Duration', 'p50') },
    { Id: 'none', MetricStat: { ...stat('Invocations', 'Sum'), Metric: { ...metric, MetricName: 'Invented' } } },
  ],
  StartTime: new Date('2026-11-17T12:50:00Z'),
  EndTime: new Date('2026-11-17T13:20:00Z'),
  ScanBy: 'TimestampAscending',
  MaxDatapoints: 9,
};

describe.each(SPOKEN)('CloudWatch in %s', (spoken) => {
  test('answers AWS’s own client with the same figures as in any other protocol, page by page', async () => {
    const client = clientOf(spoken);
    const {
      MetricDataResults: results,
      Messages: messages,
      NextToken,
    } = await client.send(new GetMetricDataCommand(INPUT));
    expect(results?.map(({ Id, Label, StatusCode }) => [Id, Label, StatusCode])).toEqual([
      ['runs', 'Invocations', 'Complete'],
      ['took', 'a < b & "c"', 'PartialData'],
      ['none', 'Invented', 'PartialData'],
    ]);
    expect(results?.[0]?.Values).toEqual([5, 5, 5, 49, 60, 60]);
    expect(results?.[0]?.Timestamps?.[1]).toEqual(new Date('2026-11-17T12:55:00Z'));
    expect(results?.[1]?.Values).toHaveLength(3);
    expect(results?.[2]?.Values).toEqual([]);
    expect(messages).toEqual([]);
    const second = await client.send(new GetMetricDataCommand({ ...INPUT, NextToken }));
    expect(second.MetricDataResults?.[1]?.Values).toHaveLength(3);
    expect(second.NextToken).toBeUndefined();
  });

  test('refuses in the words of that protocol, under names that AWS’s client reads', async () => {
    const client = clientOf(spoken);
    const backwards = client.send(new GetMetricDataCommand({ ...INPUT, EndTime: new Date(0) }));
    await expect(backwards).rejects.toMatchObject({
      Code: 'ValidationError',
      message: 'The parameter StartTime must be less than the parameter EndTime.',
      $metadata: { httpStatusCode: 400 },
    });
    const token = client.send(new GetMetricDataCommand({ ...INPUT, NextToken: 'invented' }));
    await expect(token).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  test('refuses an operation that is not simulated, and says which is', async () => {
    const refused = clientOf(spoken).send(new ListMetricsCommand({}));
    await expect(refused).rejects.toMatchObject({
      Code: 'InvalidAction',
      message: expect.stringContaining('GetMetricData'),
    });
  });
});

async function query(form: Record<string, string>, { service = 'monitoring', method = 'POST' } = {}) {
  const parameters = new URLSearchParams(form);
  const asked = method === 'GET' ? `${cloud.url}/?${parameters}` : cloud.url;
  const response = await fetch(asked, {
    method,
    headers: { authorization: signature(service) },
    ...(method === 'GET' ? {} : { body: parameters }),
  });
  return { status: response.status, type: response.headers.get('content-type'), xml: await response.text() };
}

function member(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1];
}

describe('the query protocol', () => {
  const GET_METRIC_DATA = {
    Action: 'GetMetricData',
    Version: '2010-08-01',
    StartTime: '2026-11-17T13:05:00Z',
    EndTime: '2026-11-17T14:15:00+01:00',
    'MetricDataQueries.member.10.Id': 'tenth',
    'MetricDataQueries.member.10.MetricStat.Metric.Namespace': 'AWS/Lambda',
    'MetricDataQueries.member.10.MetricStat.Metric.MetricName': 'Invocations',
    'MetricDataQueries.member.10.MetricStat.Metric.Dimensions': '',
    'MetricDataQueries.member.10.MetricStat.Period': '3600',
    'MetricDataQueries.member.10.MetricStat.Stat': 'Sum',
    'MetricDataQueries.member.2.Id': 'second',
    'MetricDataQueries.member.2.MetricStat.Metric.Namespace': 'AWS/Lambda',
    'MetricDataQueries.member.2.MetricStat.Metric.MetricName': 'Invocations',
    'MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.1.Name': 'FunctionName',
    'MetricDataQueries.member.2.MetricStat.Metric.Dimensions.member.1.Value': 'orders-poller',
    'MetricDataQueries.member.2.MetricStat.Period': '300',
    'MetricDataQueries.member.2.MetricStat.Stat': 'Sum',
  };

  test.each(['POST', 'GET'])('takes lists by the numbers of their members, sent by %s', async (method) => {
    const { status, type, xml } = await query(GET_METRIC_DATA, { method });
    expect({ status, type }).toEqual({ status: 200, type: 'text/xml' });
    expect(xml).toContain(`<GetMetricDataResponse xmlns="${NAMESPACE}"><GetMetricDataResult>`);
    expect(member(xml, 'MetricDataResults')?.match(/<Id>.*?<\/Id>/g)).toEqual(['<Id>second</Id>', '<Id>tenth</Id>']);
    expect(member(xml, 'Timestamps')).toBe(
      '<member>2026-11-17T13:10:00Z</member><member>2026-11-17T13:05:00Z</member>',
    );
    expect(member(xml, 'Values')).toBe('<member>60</member><member>49</member>');
    expect(xml).toContain('<Messages/>');
    expect(member(xml, 'RequestId')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['a wrong version', { Version: '2011-01-01' }, 'InvalidAction', 'GetMetricData for version 2011-01-01'],
    ['no action', { Action: '' }, 'MissingAction', 'missing an action'],
    ['an action that is not simulated', { Action: 'ListMetrics' }, 'InvalidAction', 'GetMetricData'],
    ['a number that is none', { MaxDatapoints: 'many' }, 'InvalidParameterValue', 'MaxDatapoints'],
    ['an instant that is none', { StartTime: 'now' }, 'InvalidParameterValue', 'StartTime'],
    ['a list without numbers', { 'MetricDataQueries.member.x.Id': 'a' }, 'InvalidParameterValue', 'MetricDataQueries'],
    ['a value that is a structure, too', { 'StartTime.Hour': '1' }, 'InvalidParameterValue', 'structure'],
    ['no end', { EndTime: '' }, 'InvalidParameterValue', 'EndTime'],
  ])('refuses %s in XML', async (_, change, code, words) => {
    const { status, xml } = await query({ ...GET_METRIC_DATA, ...change });
    expect(status).toBe(400);
    expect(member(xml, 'Code')).toBe(code);
    expect(member(xml, 'Message')).toContain(words);
    expect(xml).toMatch(/^<ErrorResponse xmlns="[^"]+"><Error><Type>Sender<\/Type>/);
  });

  test('a service that is not here is refused in XML, with those that are', async () => {
    const { status, xml } = await query({ Action: 'ListUsers', Version: '2010-05-08' }, { service: 'iam' });
    expect(status).toBe(400);
    expect(member(xml, 'Code')).toBe('InvalidAction');
    expect(member(xml, 'Message')).toContain('STS and CloudWatch');
  });

  test('a signature for another service is refused', async () => {
    const { status, xml } = await query(GET_METRIC_DATA, { service: 'sts' });
    expect(status).toBe(403);
    expect(member(xml, 'Code')).toBe('SignatureDoesNotMatch');
  });
});

describe('CBOR', () => {
  async function post(operation: string, body: Uint8Array, service = 'GraniteServiceVersion20100801') {
    const response = await fetch(`${cloud.url}/service/${service}/operation/${operation}`, {
      method: 'POST',
      headers: { authorization: signature('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' },
      body: new Uint8Array(body),
    });
    expect(response.headers.get('smithy-protocol')).toBe('rpc-v2-cbor');
    expect(response.headers.get('content-type')).toBe('application/cbor');
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, bytes, answer: decode(bytes, { tags: { 1: (inner) => inner() } }) };
  }

  test('refuses what is not CBOR, and an instant without its tag', async () => {
    for (const body of [Buffer.from('{}'), Buffer.from([0xbf]), encode([]), encode({ StartTime: 1 })])
      expect(await post('GetMetricData', body)).toMatchObject({
        status: 400,
        answer: { __type: 'SerializationException' },
      });
  });

  test('a service that is not here is refused in CBOR, with the one that is', async () => {
    expect(await post('ListTables', encode({}), 'DynamoDB_20120810')).toMatchObject({
      status: 400,
      answer: { __type: 'UnknownOperationException', message: expect.stringContaining('CloudWatch') },
    });
  });

  test('whole figures and instants are doubles, as strict readers want them', async () => {
    const spoken = clientOf('cbor');
    const seen: Uint8Array[] = [];
    spoken.middlewareStack.add(
      (next) => async (step) => {
        if ('body' in Object(step.request)) seen.push(Object(step.request).body);
        return next(step);
      },
      { step: 'finalizeRequest' },
    );
    await spoken.send(new GetMetricDataCommand(INPUT));
    const { bytes } = await post('GetMetricData', seen[0] ?? new Uint8Array());
    const double = (value: number) =>
      Buffer.concat([Buffer.from([0xfb]), Buffer.from(new Float64Array([value]).buffer).reverse()]);
    expect(Buffer.from(bytes).includes(double(49))).toBe(true);
    const instant = double(new Date('2026-11-17T12:55:00Z').getTime() / 1_000);
    expect(Buffer.from(bytes).includes(Buffer.concat([Buffer.from([0xc1]), instant]))).toBe(true);
  });
});
