import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consoleUrl } from '../../../src/domain/logs/console-url.ts';

const window = { from: new Date(1_700_000_000_000), to: new Date(1_700_000_900_000) };
const poller = { group: '/aws/lambda/orders-poller', region: 'eu-central-1' };
const BASE =
  'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/';

test('a group and a window', () => {
  expect(consoleUrl(poller, window, undefined)).toBe(
    `${BASE}$252Faws$252Flambda$252Forders-poller/log-events$3Fstart$3D1700000000000$26end$3D1700000900000`,
  );
});

test('a pattern is encoded twice', () => {
  expect(consoleUrl(poller, window, '{ $.level = "ERROR" }')).toContain(
    '/log-events$3FfilterPattern$3D$257B$2520$2524.level$2520$253D$2520$2522ERROR$2522$2520$257D$26start$3D',
  );
});

test.each([
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
])('the console of %s', (region, begin) => {
  expect(consoleUrl({ ...poller, region }, window, undefined).startsWith(begin)).toBe(true);
});

test('a pattern that would make it too long is left out', () => {
  expect(consoleUrl(poller, window, 'ä'.repeat(1024))).toBe(consoleUrl(poller, window, undefined));
});

test('the console reads back what was written, and no sign of Slack is left in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (pattern) => {
      const url = consoleUrl(poller, window, pattern);
      expect(url).not.toMatch(/[<>|`*~\s]/);
      const query = decodeURIComponent(url.split('/log-events')[1]?.replaceAll('$', '%') ?? '');
      const told = /^\?filterPattern=(.*)&start=/s.exec(query)?.[1] ?? '';
      expect(decodeURIComponent(told)).toBe(pattern);
    }),
  );
  expect(() => consoleUrl(poller, window, '\ud800')).not.toThrow();
});
