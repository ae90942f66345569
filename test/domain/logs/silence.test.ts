import { describe, expect, test } from 'vitest';
import type { Load, SilenceFacts } from '../../../src/domain/logs/silence/facts.ts';
import { explain } from '../../../src/domain/logs/silence.ts';
import { activity, at, bridgeFacts, RENAMED, settings, snapshot, trail } from './silence-facts.ts';

const DAY = 86_400_000;
const NO_CHANGE = {
  changes: { value: [] },
  snapshots: [snapshot('00:00:04', '11:00:03')],
  settings: { value: settings() },
};
const NOT_RUN = { ...NO_CHANGE, platformLines: 0, activity: activity({ invocations: 0, durationP50: undefined }) };

function line(more: Partial<SilenceFacts>, label: string): string | undefined {
  return explain(bridgeFacts(more)).lines.find((one) => one.label === label)?.text;
}

function written(facts: SilenceFacts): string {
  const { headline, lines } = explain(facts);
  return [headline, ...lines.map(({ label, text }) => `${label}: ${text}`)].join('\n');
}

test('the story: it runs and says nothing, and the likely cause, what was ruled out and what was not checked are told', () => {
  expect(written(bridgeFacts())).toBe(
    [
      'message-bridge runs but has said nothing for 3 h 12 min. Likely: its environment changed at 09:38.',
      'Last line: Tue 17 Nov 09:41:07 CET (08:41 UTC); usual gap ≤ 6 min',
      'Invoked: 58 an hour, usual 60 · errors 0 · throttles 0 · trigger enabled',
      'Duration: p50 3 ms, usual 240 ms: it returns before doing its work',
      'Change: 09:38 (08:38 UTC) UpdateFunctionConfiguration by ana.k (console); matches in time, not proven',
      'names: − BRIDGE_TARGET_URL  + BRIDGE_URL (snapshots 09:00, 10:00; values never kept)',
      'Not it: log group present and readable; log level, code, concurrency unchanged',
      'Not checked: queue depth (needs sqs:GetQueueAttributes)',
    ].join('\n'),
  );
  expect(explain(bridgeFacts())).toMatchObject({ lastOwnAt: at('08:41:07'), isFinding: true });
});

describe('the headline', () => {
  const runs = 'message-bridge runs but has said nothing for 3 h 12 min.';
  const silent = 'message-bridge has said nothing for 3 h 12 min';
  test.each<[string, Partial<SilenceFacts>, string]>([
    ['a lasting silence without a change', NO_CHANGE, runs],
    [
      'a code change',
      { ...NO_CHANGE, changes: { value: [trail('08:40:00', 'UpdateFunctionCode20150331v2')] } },
      `${runs} Likely: its code changed at 09:40.`,
    ],
    ['a change whose names are unknown', { snapshots: [] }, `${runs} Likely: its configuration changed at 09:38.`],
    [
      'a log level raised',
      {
        activity: activity({}),
        settings: { value: settings({ logLevel: 'ERROR' }) },
        snapshots: [
          snapshot('00:00:04', '08:00:04'),
          snapshot('09:00:03', '11:00:03', settings({ logLevel: 'ERROR' })),
        ],
      },
      `${runs} Likely: its log level was raised to ERROR at 09:38.`,
    ],
    [
      'a change some hours before it',
      { ...NO_CHANGE, changes: { value: [trail('03:00:00', 'UpdateFunctionCode20150331v2')] } },
      `${runs} Perhaps: its code changed at 04:00.`,
    ],
    [
      'a change two days before it',
      {
        ...NO_CHANGE,
        changes: { value: [trail('00:00:00', undefined, { at: new Date(at('08:38:00').getTime() - 2 * DAY) })] },
      },
      runs,
    ],
    ['a change after it began', { ...NO_CHANGE, changes: { value: [trail('09:30:00')] } }, runs],
    ['no calls', NOT_RUN, `${silent}: nothing invokes it.`],
    [
      'a disabled trigger',
      { ...NOT_RUN, triggers: { value: [{ what: 'queue bridge-inbox', enabled: false }] } },
      `${silent}: nothing invokes it. Its trigger queue bridge-inbox is disabled.`,
    ],
    [
      'a trigger that was removed',
      {
        ...NOT_RUN,
        changes: { value: [trail('08:42:00', 'DeleteEventSourceMapping20150331')] },
        triggers: { value: [] },
      },
      `${silent}: nothing invokes it. Likely: its trigger was removed at 09:42.`,
    ],
    [
      'a function that Lambda put to sleep',
      { ...NOT_RUN, settings: { value: settings({ state: 'Inactive' }) } },
      `${silent}: nothing invokes it. Lambda says that its state is Inactive.`,
    ],
    [
      'calls that are all throttled',
      { ...NOT_RUN, activity: activity({ invocations: 0, throttles: 118, durationP50: undefined }) },
      `${silent}: every call of it is throttled.`,
    ],
    [
      'a reserved concurrency of 0',
      {
        ...NOT_RUN,
        settings: { value: settings({ reservedConcurrency: 0 }) },
        changes: { value: [trail('08:42:00', 'PutFunctionConcurrency20171031')] },
      },
      `${silent}: every call of it is throttled. Its reserved concurrency is 0. Likely: its reserved concurrency was set at 09:42.`,
    ],
    [
      'a function that is gone',
      { ...NOT_RUN, settings: { value: undefined }, changes: { value: [trail('09:20:00', 'DeleteFunction20150331')] } },
      `${silent}: there is no such function any more. Likely: it was deleted at 10:20.`,
    ],
    [
      'a missing log group of a function that runs',
      {
        ...NO_CHANGE,
        platformLines: undefined,
        isTraced: undefined,
        logGroup: { value: undefined },
        lastOwn: { unknown: undefined },
      },
      'message-bridge runs, but its log group /aws/lambda/message-bridge does not exist. Its role may not create it (logs:CreateLogGroup), or it was deleted.',
    ],
    [
      'a missing log group of one that has not run',
      {
        ...NOT_RUN,
        platformLines: undefined,
        isTraced: undefined,
        logGroup: { value: undefined },
        lastOwn: { unknown: undefined },
      },
      'message-bridge has no log group: /aws/lambda/message-bridge comes with its first run.',
    ],
    [
      'a class that cannot be read',
      {
        ...NO_CHANGE,
        platformLines: undefined,
        logGroup: { value: { logClass: 'INFREQUENT_ACCESS', lastEventAt: undefined } },
        lastOwn: { unknown: undefined },
      },
      'The lines of message-bridge cannot be read here: its log group has the class INFREQUENT_ACCESS. CloudWatch Logs Insights in the console can.',
    ],
    [
      'runs of which nothing arrives',
      { ...NO_CHANGE, platformLines: 0, isTraced: false },
      'message-bridge runs, but nothing of it reaches /aws/lambda/message-bridge. It logs elsewhere, its system log level is raised, or its role may not write (logs:PutLogEvents).',
    ],
    [
      'errors before the first line',
      { ...NO_CHANGE, activity: activity({ invocations: 116, errors: 116 }) },
      'message-bridge fails before its first line: 116 of 116 runs end in an error; it has said nothing for 3 h 12 min.',
    ],
    [
      'a gap that is usual',
      { lastOwn: { value: { at: at('11:49:20'), usualGapMs: 352_000 } } },
      'message-bridge has said nothing for 4 min; quiet, as usual: its gaps reach 6 min.',
    ],
    [
      'hours in which nothing calls it',
      {
        ...NOT_RUN,
        lastOwn: { value: { at: at('01:15:48'), usualGapMs: undefined } },
        activity: activity({ invocations: 0, durationP50: undefined }, { invocations: 0, durationP50: undefined }),
      },
      'message-bridge has said nothing for 10 h 37 min; quiet, as usual: nothing calls it at these hours.',
    ],
    [
      'a function that never writes',
      { ...NO_CHANGE, lastOwn: { value: undefined }, lookedBackTo: new Date(at('11:53:30').getTime() - 7 * DAY) },
      'message-bridge runs, and has written no line of its own in the last 7 d.',
    ],
    [
      'a function that never runs',
      {
        ...NOT_RUN,
        activity: activity({ invocations: 0 }, { invocations: 0 }),
        lastOwn: { value: undefined },
        lookedBackTo: new Date(at('11:53:30').getTime() - 7 * DAY),
      },
      'message-bridge has written nothing in the last 7 d, nor run in this window.',
    ],
    [
      'a function of which only samples were read, none of its own among them',
      {
        ...NO_CHANGE,
        lastOwn: { value: undefined },
        isSampled: true,
        lookedBackTo: new Date(at('11:53:30').getTime() - 7 * DAY),
      },
      'message-bridge runs, and has written no line of its own in samples of the last 7 d.',
    ],
    [
      'metrics that may not be read, and no line of the platform',
      { ...NOT_RUN, isTraced: undefined, activity: { unknown: 'needs cloudwatch:GetMetricData' } },
      `${silent}: as Lambda wrote of no run either, nothing seems to invoke it.`,
    ],
    [
      'a window that is over',
      { now: at('18:00:00') },
      'message-bridge ran but had said nothing for 3 h 12 min when that window ended. Likely: its environment changed at 09:38.',
    ],
    [
      'a log group that is no function’s',
      {
        name: '/platform/deployments',
        group: '/platform/deployments',
        isFunction: false,
        activity: { unknown: undefined },
        settings: { unknown: undefined },
        changes: { unknown: undefined },
        triggers: { unknown: undefined },
        snapshots: [],
        platformLines: 0,
        isTraced: undefined,
      },
      '/platform/deployments has said nothing for 3 h 12 min.',
    ],
  ])('of %s', (_, more, headline) => {
    expect(explain(bridgeFacts(more)).headline).toBe(headline);
  });
});

describe('what is no finding', () => {
  test.each<[string, Partial<SilenceFacts>, boolean]>([
    ['a silence within the usual gap', { lastOwn: { value: { at: at('11:49:20'), usualGapMs: 352_000 } } }, false],
    [
      'one a little longer, for lines that come late',
      { lastOwn: { value: { at: at('11:46:00'), usualGapMs: 352_000 } } },
      false,
    ],
    ['one that is longer', { lastOwn: { value: { at: at('11:45:00'), usualGapMs: 352_000 } } }, true],
    ['a nightly job by day', { lastOwn: { value: { at: at('02:15:48'), usualGapMs: DAY } }, platformLines: 0 }, false],
    [
      'a nightly job that missed its night',
      { lastOwn: { value: { at: new Date(at('02:15:48').getTime() - DAY), usualGapMs: DAY } } },
      true,
    ],
    ['a function that never wrote', { lastOwn: { value: undefined } }, false],
    [
      'one that never wrote, and whose runs leave no trace at all',
      { lastOwn: { value: undefined }, platformLines: 0, isTraced: false },
      true,
    ],
  ])('%s: finding %s', (_, more, isFinding) => {
    expect(explain(bridgeFacts(more)).isFinding).toBe(isFinding);
  });
});

describe('what could not be checked', () => {
  test.each<[keyof SilenceFacts, string, string]>([
    [
      'activity',
      'needs cloudwatch:GetMetricData',
      'invocations, errors and durations (needs cloudwatch:GetMetricData)',
    ],
    [
      'settings',
      'needs lambda:GetFunctionConfiguration',
      'its settings as they are now (needs lambda:GetFunctionConfiguration)',
    ],
    ['changes', 'needs cloudtrail:LookupEvents', 'changes and who made them (needs cloudtrail:LookupEvents)'],
    ['triggers', 'needs lambda:ListEventSourceMappings', 'its triggers (needs lambda:ListEventSourceMappings)'],
    ['logGroup', 'needs logs:DescribeLogGroups', 'its log group (needs logs:DescribeLogGroups)'],
    ['lastOwn', 'needs logs:FilterLogEvents', 'its last lines (needs logs:FilterLogEvents)'],
  ])('%s is said with the permission it needs, and the rest is told all the same', (key, unknown, words) => {
    const silence = explain(bridgeFacts({ [key]: { unknown } }));
    expect(silence.lines.find(({ label }) => label === 'Not checked')?.text).toContain(words);
    expect(silence.headline).toMatch(/^message-bridge runs but has said nothing/);
    expect(silence.isFinding).toBe(true);
  });

  test('with every permission missing it still says what it saw', () => {
    const unknown = { unknown: 'AWS cannot be reached' };
    const facts = { logGroup: unknown, activity: unknown, settings: unknown, changes: unknown, triggers: unknown };
    const silence = explain(bridgeFacts({ ...facts, lastOwn: unknown, snapshots: [] }));
    expect(silence.headline).toBe('message-bridge runs but has said nothing in this window.');
    expect(silence.lines.map(({ label }) => label)).toEqual(['Not checked']);
  });

  test('who changed it is not claimed where CloudTrail may not be asked: our snapshots and Lambda’s date tell what and when', () => {
    const denied = { changes: { unknown: 'needs cloudtrail:LookupEvents' } };
    expect(explain(bridgeFacts(denied)).headline).toMatch(/Likely: its environment changed between 09:00 and 10:00\.$/);
    const dated = { ...RENAMED, lastModified: at('08:38:02') };
    const snapshots = [snapshot('00:00:04', '08:00:04'), snapshot('09:00:03', '11:00:03', dated)];
    const facts = bridgeFacts({ ...denied, snapshots, settings: { value: dated } });
    expect(explain(facts).headline).toMatch(/Likely: its environment changed at 09:38\.$/);
    expect(written(facts)).toContain('Change: 09:38 (08:38 UTC) by someone CloudTrail does not tell of');
  });

  test('whether a schedule is enabled is not known', () => {
    expect(line({ triggers: { value: [{ what: 'schedule nightly', enabled: undefined }] } }, 'Not checked')).toBe(
      'whether schedule nightly is enabled (needs events:DescribeRule)',
    );
  });

  test('of CloudTrail’s events before those that were read nothing is claimed', () => {
    const none = { changes: { value: [] }, snapshots: [] };
    const early = { ...none, changesFrom: at('06:00:00') };
    expect(line(early, 'Not checked')).toContain(
      'changes before Tue 17 Nov 07:00 CET (06:00 UTC) (CloudTrail has more events than could be read)',
    );
    expect(line(early, 'Change')).toBe('none since Tue 17 Nov 07:00 CET (06:00 UTC)');
    expect(line(early, 'Not it')).toMatch(/environment, log level, code, concurrency unchanged$/);
    const late = { ...none, changesFrom: at('08:40:00') };
    expect(line(late, 'Change')).toBeUndefined();
    expect(line(late, 'Not it')).toBe('log group present and readable');
    const seen = { ...early, changes: { value: [trail('03:00:00', 'PublishLayerVersion')] } };
    expect(line(seen, 'Change')).toMatch(/^none near its last line; the last one seen: 04:00/);
    // What was read is told all the same.
    const read = { changes: { value: [trail('08:42:00')] }, changesFrom: at('08:40:00') };
    expect(line(read, 'Change')).toContain('09:42 (08:42 UTC) UpdateFunctionConfiguration by ana.k');
  });

  test('CloudTrail lacks the last minutes', () => {
    const young = { now: at('08:52:00'), window: { from: at('08:45:00'), to: at('08:52:00') }, changes: { value: [] } };
    expect(line(young, 'Not checked')).toContain('changes after Tue 17 Nov 09:37 CET (08:37 UTC)');
  });
});

describe('the names of settings', () => {
  const altered = settings({
    environment: new Map([
      ['BRIDGE_QUEUE', 'other'],
      ['BRIDGE_TARGET_URL', 'hash of BRIDGE_TARGET_URL'],
      ['LOG_LEVEL', 'hash of LOG_LEVEL'],
    ]),
  });
  test.each<[string, Partial<SilenceFacts>, string]>([
    [
      'of a value that changed',
      { snapshots: [snapshot('00:00:04', '08:00:04'), snapshot('09:00:03', '11:00:03', altered)] },
      '~ BRIDGE_QUEUE (value changed) (snapshots 09:00, 10:00; values never kept)',
    ],
    [
      'before the first snapshot',
      { snapshots: [snapshot('09:00:03', '11:00:03', RENAMED)] },
      'unknown: first snapshot 10:00',
    ],
    ['without any snapshot', { snapshots: [] }, 'unknown: no snapshot yet'],
    [
      'that are the same',
      { snapshots: [snapshot('00:00:04', '11:00:03', RENAMED)] },
      'unchanged, and their values (snapshots 01:00, 12:00)',
    ],
    [
      'before the next snapshot, by the settings as they are now',
      { snapshots: [snapshot('00:00:04', '08:00:04')] },
      '− BRIDGE_TARGET_URL  + BRIDGE_URL (snapshot 09:00, and now; values never kept)',
    ],
    [
      'before the next snapshot, where the settings cannot be read',
      { snapshots: [snapshot('00:00:04', '08:00:04')], settings: { unknown: 'needs lambda:GetFunctionConfiguration' } },
      'unknown: no snapshot was taken since',
    ],
  ])('%s', (_, more, words) => {
    expect(line(more, 'names')).toBe(words);
  });

  test('a rename that kept the value is told', () => {
    const renamed = settings({
      environment: new Map([
        ['BRIDGE_QUEUE', 'hash of BRIDGE_QUEUE'],
        ['BRIDGE_URL', 'hash of BRIDGE_TARGET_URL'],
        ['LOG_LEVEL', 'hash of LOG_LEVEL'],
      ]),
    });
    expect(
      line({ snapshots: [snapshot('00:00:04', '08:00:04'), snapshot('09:00:03', '11:00:03', renamed)] }, 'names'),
    ).toBe('− BRIDGE_TARGET_URL  + BRIDGE_URL (same value; snapshots 09:00, 10:00; values never kept)');
  });

  test('other settings have a line of their own', () => {
    const smaller = settings({ memoryMb: 128, timeoutSeconds: 3, logLevel: 'ERROR', codeHash: 'new' });
    expect(
      line({ snapshots: [snapshot('00:00:04', '08:00:04'), snapshot('09:00:03', '11:00:03', smaller)] }, 'Settings'),
    ).toBe('code · log level INFO → ERROR · memory 256 → 128 MB · time-out 10 → 3 s (snapshots 09:00, 10:00)');
  });

  test('no value and no hash is ever in the words', () => {
    expect(JSON.stringify(explain(bridgeFacts()))).not.toContain('hash of');
  });
});

describe('changes', () => {
  test('of two at once both are told, and what they changed once', () => {
    const changes = {
      value: [
        trail('08:38:00'),
        trail('08:38:20', 'UpdateFunctionCode20150331v2', { actor: 'gha-deploy', through: undefined }),
      ],
    };
    const { headline, lines } = explain(bridgeFacts({ changes }));
    expect(headline).toMatch(/Likely: its environment changed at 09:38\.$/);
    expect(lines.filter(({ label }) => label === 'Change')).toHaveLength(2);
    expect(lines.filter(({ label }) => label === 'names')).toHaveLength(1);
  });

  test('one that comes while a job rests matches in time', () => {
    const nightly = { at: at('02:15:48'), usualGapMs: DAY };
    const later = { now: at('20:00:00'), window: { from: at('18:00:00'), to: at('20:00:00') } };
    const silence = explain(
      bridgeFacts({
        ...later,
        lastOwn: { value: { ...nightly, at: new Date(nightly.at.getTime() - DAY) } },
        snapshots: [],
      }),
    );
    expect(silence.headline).not.toContain('Likely');
    const eve = trail('', undefined, { at: new Date(at('15:00:00').getTime() - DAY) });
    const told = explain(
      bridgeFacts({
        ...later,
        lastOwn: { value: { ...nightly, at: new Date(nightly.at.getTime() - DAY) } },
        snapshots: [],
        changes: { value: [eve] },
      }),
    );
    expect(told.headline).toMatch(/Likely: its configuration changed on Mon 16 Nov at 16:00\.$/);
  });

  test('what was done since it began is told as such', () => {
    const changes = {
      value: [trail('08:38:00'), trail('10:02:00', 'UpdateFunctionCode20150331v2', { through: undefined })],
    };
    expect(line({ changes }, 'Since then')).toBe('11:02 (10:02 UTC) UpdateFunctionCode by ana.k');
  });

  test('without one near it the last one before is told, as that', () => {
    const changes = { value: [trail('03:00:00', 'UpdateFunctionCode20150331v2')] };
    expect(line({ ...NO_CHANGE, changes }, 'Change')).toBe(
      'none near its last line; the last one before: 04:00 (03:00 UTC) UpdateFunctionCode by ana.k (console)',
    );
    expect(line(NO_CHANGE, 'Change')).toBe('none in the 7 days before its last line');
  });

  test('what silences nothing is left out', () => {
    expect(line({ ...NO_CHANGE, changes: { value: [trail('08:38:00', 'PutRetentionPolicy')] } }, 'Change')).toMatch(
      /^none/,
    );
  });

  test('what stands beside the first cause is told', () => {
    const raised = settings({ names: ['BRIDGE_QUEUE', 'BRIDGE_URL', 'LOG_LEVEL'] });
    const early = [
      snapshot('00:00:04', '08:00:04'),
      snapshot('08:30:00', '08:39:00', raised),
      snapshot('08:40:00', '11:00:03', { ...raised, logLevel: 'FATAL' }),
    ];
    const changes = { value: [trail('08:29:00'), trail('08:39:30')] };
    expect(line({ snapshots: early, changes, settings: { value: { ...raised, logLevel: 'FATAL' } } }, 'Also')).toBe(
      'Likely: its log level was raised to FATAL at 09:39.',
    );
  });
});

describe('time', () => {
  test('is the asker’s and UTC, with the day where that is another', () => {
    expect(
      line(
        { zone: 'America/Los_Angeles', lastOwn: { value: { at: at('03:00:05'), usualGapMs: 60_000 } } },
        'Last line',
      ),
    ).toBe('Mon 16 Nov 19:00:05 GMT-8 (Tue 17 Nov 03:00 UTC); usual gap ≤ 1 min');
    expect(line({ zone: 'UTC' }, 'Last line')).toBe('Tue 17 Nov 08:41:07 UTC; usual gap ≤ 6 min');
  });

  test('over the end of summer time a silence is as long as it was', () => {
    const last = new Date('2026-10-25T00:30:00Z');
    const now = new Date('2026-10-25T02:30:00Z');
    const facts = bridgeFacts({
      now,
      window: { from: new Date('2026-10-25T01:30:00Z'), to: now },
      lastOwn: { value: { at: last, usualGapMs: 60_000 } },
      changes: { value: [trail('', undefined, { at: new Date('2026-10-25T00:25:00Z') })] },
      snapshots: [],
    });
    expect(written(facts)).toContain('has said nothing for 2 h. Likely: its configuration changed at 02:25.');
    expect(written(facts)).toContain('Last line: Sun 25 Oct 02:30:00 CEST (00:30 UTC)');
  });

  test('a function that writes again is said to', () => {
    expect(line({ now: at('18:00:00'), againAt: at('17:59:07') }, 'Again')).toBe(
      'it writes again: Tue 17 Nov 18:59:07 CET (17:59 UTC)',
    );
  });

  test('the newest event of any kind is told where the platform writes nothing either', () => {
    const logGroup = { value: { logClass: 'STANDARD', lastEventAt: at('09:10:07') } };
    expect(line({ ...NOT_RUN, logGroup }, 'Newest event')).toBe('Tue 17 Nov 10:10:07 CET (09:10 UTC)');
  });
});

describe('what metrics tell', () => {
  test.each<[string, Partial<Load>, Partial<Load>, string]>([
    [
      'few calls',
      { invocations: 0 },
      { hours: 168, invocations: 7 },
      '0, usual 1 a day · errors 0 · throttles 0 · trigger enabled',
    ],
    [
      'none where there were many',
      { invocations: 0 },
      { invocations: 120 },
      '0 an hour, usual 60 · errors 0 · throttles 0 · trigger enabled',
    ],
    [
      'errors that are usual',
      { errors: 4 },
      { errors: 4 },
      '60 an hour, usual 60 · errors 4 (usual 2 an hour) · throttles 0 · trigger enabled',
    ],
  ])('of %s', (_, now, usual, words) => {
    expect(line({ activity: activity(now, usual) }, 'Invoked')).toBe(words);
  });

  test('a limit that is reached is told', () => {
    const full = {
      activity: activity({ concurrencyMax: 5 }),
      settings: { value: settings({ reservedConcurrency: 5 }) },
    };
    expect(line(full, 'Invoked')).toMatch(/ · concurrency 5 of 5: at its limit$/);
  });
});
