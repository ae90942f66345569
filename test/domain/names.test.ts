import { describe, expect, test } from 'vitest';
import { nearest, resolveName } from '../../src/domain/names.ts';

const SERVICES = [
  'AWS Lambda',
  'Amazon DynamoDB',
  'Amazon Simple Storage Service',
  'Amazon Simple Queue Service',
  'Amazon Simple Notification Service',
  'Amazon Elastic Compute Cloud - Compute',
  'EC2 - Other',
  'Amazon Relational Database Service',
  'AmazonCloudWatch',
  'Amazon OpenSearch Service',
  'Amazon Virtual Private Cloud',
  'AWS Key Management Service',
];

describe('the one name that was meant', () => {
  test.each([
    ['AWS Lambda', 'AWS Lambda'],
    ['aws lambda', 'AWS Lambda'],
    ['  lambda ', 'AWS Lambda'],
    ['LAMBDA', 'AWS Lambda'],
    ['dynamodb', 'Amazon DynamoDB'],
    ['s3', 'Amazon Simple Storage Service'],
    ['S3', 'Amazon Simple Storage Service'],
    ['ec2', 'Amazon Elastic Compute Cloud - Compute'],
    ['rds', 'Amazon Relational Database Service'],
    ['nat', 'EC2 - Other'],
    ['cloudwatch', 'AmazonCloudWatch'],
    ['cloud watch', 'AmazonCloudWatch'],
    ['logs', 'AmazonCloudWatch'],
    ['opensearch', 'Amazon OpenSearch Service'],
    ['simple queue', 'Amazon Simple Queue Service'],
    ['kms', 'AWS Key Management Service'],
  ])('"%s" is %s', (asked, name) => {
    expect(resolveName(asked, SERVICES)).toEqual({ name });
  });
});

test('words that several names hold name them all', () => {
  expect(resolveName('simple', SERVICES)).toEqual({
    several: ['Amazon Simple Storage Service', 'Amazon Simple Queue Service', 'Amazon Simple Notification Service'],
  });
});

describe('a near miss is offered, never taken', () => {
  test.each([
    ['lamda', 'AWS Lambda'],
    ['lambada', 'AWS Lambda'],
    ['dynmodb', 'Amazon DynamoDB'],
    ['cloudwach', 'AmazonCloudWatch'],
    ['opensaerch', 'Amazon OpenSearch Service'],
  ])('"%s" may be %s', (asked, name) => {
    const resolved = resolveName(asked, SERVICES);
    expect(resolved).toHaveProperty('near');
    expect('near' in resolved && resolved.near[0]).toBe(name);
  });

  test.each(['kubernetes', 'xyzzy', 'zz'])('nothing is like "%s"', (asked) => {
    expect(resolveName(asked, SERVICES)).toEqual({ near: [] });
  });

  test('an alias of a service that is not in the bill is not taken for another', () => {
    expect(resolveName('s3', ['AWS Lambda'])).toEqual({ near: [] });
  });
});

test.each(['???', '…', ''])('"%s" has no word in it, and so means no name', (asked) => {
  expect(resolveName(asked, SERVICES)).toEqual({ near: [] });
  expect(resolveName(asked, ['AWS Lambda'])).toEqual({ near: [] });
});

test.each(['constructor', '__proto__', 'toString'])('"%s" is a word like any other', (asked) => {
  expect(resolveName(asked, SERVICES)).toEqual({ near: [] });
});

test('of functions the nearest come first, three at most', () => {
  const functions = ['orders-poller', 'orders-poller-2', 'orders-pooler', 'orders-polls', 'message-bridge'];
  expect(nearest('orders-poler', functions)).toHaveLength(3);
  expect(nearest('message-brige', functions)).toEqual(['message-bridge']);
});
