import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../src/domain/detection/calendar.ts';
import { causesOf } from '../../../src/domain/detection/cause.ts';
import { keyOf, type Node, type Panel } from '../../../src/domain/detection/panel.ts';
import { noQuiet } from '../../../src/domain/detection/quiet.ts';
import { ORDINARY } from '../../../src/domain/detection/sensitivity.ts';
import type { Sign } from '../../../src/domain/detection/sign.ts';
import { createToday } from '../../../src/domain/detection/today.ts';
import { panelOf, weekly } from './panels.ts';

const TODAY = 100;
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f'];
const SERVICES = ['EC2', 'RDS'];

const panel = panelOf({
  leaves: Object.fromEntries(
    ACCOUNTS.flatMap((account) => SERVICES.map((service) => [`${account}/${service}/hours`, weekly(100, 3)])),
  ),
});

function rise({ byKey }: Panel, account: string, service: string, since: number): Sign {
  const node = byKey.get(keyOf({ account, service, usageType: 'hours' })) as Node;
  const amounts = { perDay: 500, total: 5000, actual: 600, expected: 100, spread: 5 };
  return { node, test: 'week', direction: 'rise', on: TODAY - 1, since, ...amounts };
}

/** The causes of rises, each by its parts; a rise is an account, a service and the column on which it began. */
function causes(rises: readonly (readonly [account: string, service: string, since: number])[]): string[] {
  const today = createToday(
    { panel, calendar: calendarOf(panel.first, panel.days), quiet: noQuiet(panel.days), sensitivities: ORDINARY },
    TODAY,
  );
  const signs = rises.map((one) => rise(panel, ...one));
  return causesOf(signs, new Map(), today)
    .map(({ parts }) => parts.map(({ node: { scope } }) => `${scope.account}/${scope.service}`).join(' '))
    .sort();
}

describe('rises in two services of an account', () => {
  // Accounts lie so far apart that nothing is a matter of a service in several of them.
  const rises = (apart: number) =>
    ACCOUNTS.flatMap((account, i) =>
      SERVICES.map((service, j) => [account, service, 15 + 15 * i + j * apart] as const),
    );

  test.each([0, 1, 2])('that begin %i days apart are one cause, in whichever account they are', (apart) => {
    expect(causes(rises(apart))).toEqual(ACCOUNTS.map((account) => `${account}/EC2 ${account}/RDS`));
  });

  test.each([3, 4, 5])('that begin %i days apart are two', (apart) => {
    expect(causes(rises(apart))).toEqual(ACCOUNTS.flatMap((account) => [`${account}/EC2`, `${account}/RDS`]));
  });
});
