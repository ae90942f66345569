import { describe, expect, test } from 'vitest';
import { findTarget } from '../../../src/domain/logs/find-target.ts';
import { readLogName } from '../../../src/domain/logs/log-name.ts';

const of = (name: string, group = `/aws/lambda/${name}`, region = 'us-east-1', account?: string) => ({
  name,
  group,
  region,
  account,
});
const POLLER = of('orders-poller');
const BRIDGE = of('message-bridge', '/shop/bridge');
const IMPORTER = of('orders-importer');
const GONE = of('/aws/lambda/old-importer', '/aws/lambda/old-importer');
/** As a question's first word asks for it. */
const found = (targets: readonly ReturnType<typeof of>[], word: string) => {
  const { name, place } = readLogName(word);
  return findTarget(targets, name, place);
};
const LIST = [POLLER, BRIDGE, IMPORTER, GONE];

describe('the one that is meant', () => {
  test.each([
    ['its name', 'orders-poller', POLLER],
    ['its name in capitals', 'Orders-Poller', POLLER],
    ['a part of it that nothing else has', 'poll', POLLER],
    ['its group', '/shop/bridge', BRIDGE],
    ['the name of a function that is gone', 'old-importer', GONE],
    ['the whole name of a group', '/aws/lambda/old-importer', GONE],
    ['an ARN', 'arn:aws:lambda:us-east-1:444455556666:function:orders-poller', POLLER],
    ['an ARN with an alias', 'arn:aws:lambda:us-east-1:444455556666:function:orders-poller:live', POLLER],
    ['the ARN of a group', 'arn:aws:logs:us-east-1:444455556666:log-group:/shop/bridge:*', BRIDGE],
  ])('is found by %s', (_, asked, target) => {
    expect(found(LIST, asked)).toEqual({ kind: 'exact', target });
  });

  test('is the exact one, though others hold its name', () => {
    const list = [of('orders-importer-v2'), IMPORTER, of('old', '/aws/lambda/orders-importer')];
    expect(findTarget(list, 'orders-importer')).toEqual({ kind: 'exact', target: IMPORTER });
  });

  test('is the one in the place that was named', () => {
    const one = of('f', '/aws/lambda/f', 'us-east-1', '111122223333');
    const two = of('f', '/aws/lambda/f', 'us-east-1', '444455556666');
    const far = of('f', '/aws/lambda/f', 'eu-west-1', '444455556666');
    const place = { account: '444455556666', region: 'us-east-1' };
    expect(findTarget([one, two, far], 'f', place)).toEqual({ kind: 'exact', target: two });
    expect(found([one, two, far], 'arn:aws:lambda:eu-west-1:444455556666:function:f')).toEqual({
      kind: 'exact',
      target: far,
    });
  });
});

test('several come with the likeliest first', () => {
  const list = [of('z-orders'), of('orders-b'), of('orders-a', '/g', 'us-west-2'), of('orders-a', '/g', 'eu-west-1')];
  expect(findTarget(list, 'orders')).toMatchObject({
    kind: 'several',
    targets: [{ region: 'eu-west-1' }, { region: 'us-west-2' }, { name: 'orders-b' }, { name: 'z-orders' }],
  });
});

test.each([
  ['orders-poler', 'orders-poller'],
  ['orderspoller', 'orders-poller'],
  ['mesage-bridge', 'message-bridge'],
  ['bridge-message', 'message-bridge'],
])('%s is near to %s, and not taken for it', (asked, near) => {
  expect(findTarget(LIST, asked)).toMatchObject({ kind: 'near', names: expect.arrayContaining([near]) });
});

test.each(['checkout', '', '   ', '%%%'])('nothing is like "%s"', (asked) => {
  expect(findTarget(LIST, asked)).toEqual({ kind: 'none' });
});

test('nothing is where an ARN says that it is', () => {
  expect(found(LIST, 'arn:aws:lambda:eu-west-1:444455556666:function:orders-poller')).toEqual({ kind: 'none' });
});
