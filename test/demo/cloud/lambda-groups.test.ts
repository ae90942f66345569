import { expect, test } from 'vitest';
import { CUSTOM_GROUP, handleLogs } from '../../../src/demo/cloud/logs/index.ts';
import { NOW, SHOP, scenario } from './clients.ts';

/** Functions whose lines are not in `/aws/lambda/<name>` of their Region. */

function ask(operation: string, input: object, region = 'us-east-1') {
  return JSON.stringify(handleLogs(operation, input, { scenario, now: () => NOW, account: SHOP, region }));
}

const lately = { startTime: NOW.getTime() - 7_200_000 };

test('a function with a group of another name writes there, in streams that bear its name', () => {
  expect(ask('DescribeLogGroups', {})).not.toContain('/aws/lambda/deploy-notify');
  const events = ask('FilterLogEvents', { logGroupName: CUSTOM_GROUP, ...lately });
  expect(events).toContain('deployment told');
  expect(events).toContain('/deploy-notify[$LATEST]');
});

test('a group that was never created is missing, though its function runs', () => {
  expect(ask('DescribeLogGroups', {})).not.toContain('stock-audit');
  const read = () => ask('FilterLogEvents', { logGroupName: '/aws/lambda/stock-audit' });
  expect(read).toThrow('The specified log group does not exist.');
});

test('a function at the edge writes in the Region of its replica, under the name of its home', () => {
  expect(ask('DescribeLogGroups', {})).not.toContain('edge-headers');
  expect(ask('DescribeLogGroups', {}, 'eu-west-1')).toContain('/aws/lambda/us-east-1.edge-headers');
  const input = { logGroupName: '/aws/lambda/us-east-1.edge-headers', ...lately };
  expect(ask('FilterLogEvents', input, 'eu-west-1')).toContain('headers added');
});

test('a function whose mapping was disabled writes until then and no more', () => {
  const group = { logGroupName: '/aws/lambda/returns-import' };
  const last = Date.parse('2026-11-20T11:25:00Z');
  expect(ask('FilterLogEvents', { ...group, startTime: last - 1_800_000, endTime: last })).toContain('return imported');
  expect(ask('FilterLogEvents', { ...group, startTime: last + 120_000, endTime: last + 3_600_000 })).not.toContain(
    'START',
  );
});
