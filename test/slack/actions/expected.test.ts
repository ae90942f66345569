import { expect, test } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Deed } from '../../../src/domain/lifecycle.ts';
import { expectedForm } from '../../../src/slack/actions/expected.ts';
import type { Acted, IncidentClick } from '../../../src/usecases/act-on-incident.ts';
import { at } from '../../store/fixtures.ts';
import { acknowledged, DANA, MIRA, open, over, ZONE } from '../incidents.ts';

async function submit(
  values: Record<string, string | undefined>,
  { incident = open, refused, user = MIRA }: { incident?: Incident; refused?: Acted['refused']; user?: string } = {},
) {
  const asked: [IncidentClick, Deed][] = [];
  const form = expectedForm({
    act: async (click, deed) => {
      asked.push([click, deed]);
      return { incident, refused };
    },
    clock: () => at('2026-11-18T09:30:00Z'),
    zone: ZONE,
  });
  const faults = await form.submit({ user, metadata: 'incident:314:7', values });
  return { faults, asked };
}

test('a reason and a day mark the incident in the version that was shown, with the reason on one line', async () => {
  const { faults, asked } = await submit({ reason: '  load\n test ', until: '2026-11-18' });
  expect(faults).toBeUndefined();
  expect(asked).toEqual([
    [
      { id: 314, by: MIRA, saw: 7 },
      { do: 'expect', reason: 'load test', until: '2026-11-18' },
    ],
  ]);
});

test('without a day it is for good', async () => {
  const { asked } = await submit({ reason: 'new tier', until: undefined });
  expect(asked[0]?.[1]).toEqual({ do: 'expect', reason: 'new tier', until: undefined });
});

test.each<[string, Record<string, string | undefined>, Record<string, RegExp>]>([
  ['a day that is over', { reason: 'x', until: '2026-11-17' }, { until: /That day is over/ }],
  ['no reason', { reason: ' \n ', until: undefined }, { reason: /Say in a few words/ }],
  ['a reason too long', { reason: 'x'.repeat(301), until: undefined }, { reason: /At most 300/ }],
])('%s is told at its input, and nothing is done', async (_, values, words) => {
  const { faults, asked } = await submit(values);
  const [[name, pattern] = ['', /^$/]] = Object.entries(words);
  expect(faults).toEqual({ [name]: expect.stringMatching(pattern) });
  expect(asked).toEqual([]);
});

test.each<[string, Acted['refused'], Incident, string, RegExp]>([
  [
    'someone else was faster',
    'stale',
    acknowledged,
    MIRA,
    /^#314 changed since .*: someone else acknowledged it at 10:00 CET\. Nothing was done\.$/,
  ],
  ['they did something else meanwhile', 'stale', acknowledged, DANA, /: you acknowledged it at 10:00 CET/],
  [
    'it is over',
    'impossible',
    over('calm'),
    MIRA,
    /^That cannot be done with #314 as it stands: it is over since 10:00 CET/,
  ],
])('where %s the form says how things stand, in words without ids', async (_, refused, incident, user, words) => {
  const { faults } = await submit({ reason: 'x', until: undefined }, { refused, incident, user });
  expect(faults).toEqual({ reason: expect.stringMatching(words) });
});
