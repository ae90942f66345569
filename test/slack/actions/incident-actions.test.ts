import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Deed } from '../../../src/domain/lifecycle.ts';
import type { Click } from '../../../src/slack/actions/action.ts';
import { incidentActions } from '../../../src/slack/actions/incident-actions.ts';
import type { IncidentDeeds } from '../../../src/slack/actions/incident-deeds.ts';
import type { View } from '../../../src/slack/blocks.ts';
import { controls, INCIDENT_LOGS } from '../../../src/slack/views/controls.ts';
import type { Acted, IncidentClick } from '../../../src/usecases/act-on-incident.ts';
import { at } from '../../store/fixtures.ts';
import { acknowledged, assigned, DANA, expected, MIRA, NAMES, open, over, snoozed, ZONE } from '../incidents.ts';

const NOW = at('2026-11-18T09:30:00Z');

/** The actions over use cases that give what they are told to, and what they were asked to do. */
function actionsOver(incident: Incident = open, own: Partial<IncidentDeeds> & { refused?: Acted['refused'] } = {}) {
  const asked: [IncidentClick, Deed][] = [];
  const told: View[] = [];
  const { refused, ...others } = own;
  const deeds: IncidentDeeds = {
    act: async (click, deed) => {
      asked.push([click, deed]);
      return { incident, refused };
    },
    details: async () => ({ incident, isNew: true }),
    announce: async () => incident,
    read: async () => incident,
    accountNames: async () => NAMES,
    clock: () => NOW,
    zone: ZONE,
    ...others,
  };
  const actions = new Map(incidentActions(deeds).map((action) => [action.id, action]));
  const run = async (id: string, click: Partial<Click> = {}) =>
    actions.get(id)?.run(
      {
        value: '',
        user: DANA,
        blockId: 'incident:314:7',
        chosen: undefined,
        triggerId: 't',
        channel: 'C0COSTS',
        channelName: 'costs',
        messageTs: '1.1',
        threadTs: undefined,
        ...click,
      },
      async (interim) => void told.push(interim),
    );
  const words = async (id: string, click: Partial<Click> = {}) => {
    const told = await run(id, click);
    return told && 'text' in told ? told.text : told;
  };
  return { asked, told, actions, run, words };
}

test.each<[string, string | undefined, Deed]>([
  ['acknowledge', undefined, { do: 'acknowledge' }],
  ['unacknowledge', undefined, { do: 'unacknowledge' }],
  ['wake', undefined, { do: 'wake' }],
  ['unexpect', undefined, { do: 'unexpect' }],
  ['reopen', undefined, { do: 'reopen' }],
  ['snooze', '1h', { do: 'snooze', until: at('2026-11-18T10:30:00Z') }],
  ['snooze', 'tomorrow', { do: 'snooze', until: at('2026-11-19T08:00:00Z') }],
  ['snooze', '7d', { do: 'snooze', until: at('2026-11-25T09:30:00Z') }],
  ['assign', MIRA, { do: 'assign', to: MIRA }],
  ['more', 'resolve', { do: 'resolve' }],
  ['more', 'false-alarm', { do: 'false-alarm' }],
])(
  '%s %s is done to the incident and the version that the message showed, and needs no answer',
  async (id, chosen, deed) => {
    const { asked, told, run } = actionsOver();
    expect(await run(id, { chosen })).toBeUndefined();
    expect(asked).toEqual([[{ id: 314, by: DANA, saw: 7 }, deed]]);
    expect(told).toEqual([]);
  },
);

test('every control that is ever drawn has an action', () => {
  const { actions } = actionsOver();
  // The logs have an action of their own file.
  const known = new Set([...actions.keys(), INCIDENT_LOGS]);
  const drawn = [open, acknowledged, snoozed, expected, over('fixed'), over('calm')].map(controls);
  for (const block of drawn)
    for (const element of block.type === 'actions' ? block.elements : [])
      expect(known).toContain('action_id' in element ? element.action_id : '');
});

test.each([
  ['snooze', '2h'],
  ['snooze', undefined],
  ['assign', undefined],
  ['more', 'delete'],
])('%s with %s is not taken for anything else', async (id, chosen) => {
  const { asked, run } = actionsOver();
  await expect(run(id, { chosen })).rejects.toThrow(UserError);
  expect(asked).toEqual([]);
});

test('a button of the first release, whose block names nothing, is about the incident it carries in its first version', async () => {
  const { asked, run } = actionsOver();
  await run('acknowledge', { blockId: 'aB3x', value: '12' });
  expect(asked[0]?.[0]).toEqual({ id: 12, by: DANA, saw: 0 });
  await expect(run('acknowledge', { blockId: 'aB3x', value: 'x' })).rejects.toThrow(/cannot tell which incident/);
});

describe('a click that comes too late is told how things stand, and that nothing was done', () => {
  test.each<[string, Incident, string]>([
    ['acknowledged', { ...acknowledged, version: 8 }, '<@U0DANA> acknowledged it at 10:00 CET'],
    ['given away', assigned, '<@U0MIRA> gave it to <@U0DANA> at 10:00 CET'],
    ['snoozed', snoozed, '<@U0DANA> snoozed it until Thu 19 Nov 09:00 CET at 10:00 CET'],
    ['expected', expected, '<@U0DANA> marked it as expected at 10:00 CET'],
    ['resolved', over('fixed'), '<@U0DANA> resolved it at 10:00 CET'],
    ['called a false alarm', over('false-alarm'), '<@U0DANA> called it a false alarm at 10:00 CET'],
    ['over', over('calm'), 'it is over since 10:00 CET: cost is back to usual for two full days'],
    ['let go', open, 'it is open, and nobody has had it since 10:00 CET'],
  ])('%s', async (_, incident, words) => {
    const { words: told } = actionsOver(incident, { refused: 'stale' });
    expect(await told('acknowledge')).toBe(`#314 changed since this message was drawn: ${words}. Nothing was done.`);
  });

  test('with the day, where that was another', async () => {
    const { words } = actionsOver(acknowledged, { refused: 'stale', clock: () => at('2026-11-20T09:00:00Z') });
    expect(await words('acknowledge')).toContain('acknowledged it at 18 Nov 10:00 CET');
  });
});

test.each<[string, string | undefined, Incident, string]>([
  ['acknowledge', undefined, acknowledged, '#314: You have it already.'],
  ['assign', MIRA, { ...acknowledged, owner: { user: MIRA, by: DANA, at: NOW } }, '#314: <@U0MIRA> has it already.'],
  ['more', 'resolve', over('calm'), '#314: It is resolved already.'],
  ['more', 'false-alarm', over('false-alarm'), '#314: It is called a false alarm already.'],
  ['unacknowledge', undefined, open, '#314: It is open already, and nobody has it.'],
  ['wake', undefined, acknowledged, '#314: It is awake already, and <@U0DANA> has it.'],
])('%s %s where it is so already says so', async (id, chosen, incident, words) => {
  expect(await actionsOver(incident, { refused: 'already' }).words(id, { chosen })).toBe(words);
});

test('what cannot be done from the state it is in is refused with the state', async () => {
  const { words } = actionsOver(over('calm'), { refused: 'impossible' });
  expect(await words('reopen')).toMatch(
    /^That cannot be done with #314 as it stands: it is over since .* Nothing was done\.$/,
  );
});

describe('details', () => {
  test.each(['details', 'more'])('asked for by %s go to the thread, which needs no answer', async (id) => {
    expect(await actionsOver().run(id, { chosen: 'details' })).toBeUndefined();
  });

  test('that stand there already are said to', async () => {
    const { words } = actionsOver(open, { details: async () => ({ incident: open, isNew: false }) });
    expect(await words('details')).toMatch(/The thread of #314 has the details already/);
  });

  test('of an incident without a message have no place', async () => {
    const small = { ...open, announced: false };
    const { words } = actionsOver(small, { details: async () => ({ incident: small, isNew: false }) });
    expect(await words('details')).toMatch(/#314 has no message of its own/);
  });
});

describe('showing one that was only named', () => {
  const show = (incident: Incident) => actionsOver(incident).words('show', { blockId: 'x', value: '314' });

  test('is seen by its message', async () => {
    expect(await show({ ...open, announced: false })).toBeUndefined();
  });

  test('that has a message by now says so', async () => {
    expect(await show(open)).toBe('#314 has a message of its own already.');
  });
});

describe('the form for what is expected', () => {
  const form = async (incident: Incident, click: Partial<Click> = {}) => actionsOver(incident).run('expect', click);

  test('asks for a reason and a day, a week ahead at first, and says what it holds for', async () => {
    const told = await form(open);
    expect(told).toMatchObject({
      modal: {
        callback_id: 'expected',
        private_metadata: 'incident:314:7',
        blocks: [
          {},
          { block_id: 'reason', element: { max_length: 300 } },
          {
            block_id: 'until',
            optional: true,
            hint: { text: 'Leave empty for good.' },
            element: { initial_date: '2026-11-25' },
          },
          {
            elements: [
              {
                text: expect.stringMatching(
                  /^This cause only: shop-prod AWS Lambda, rise since 13 Nov\. It counts as usual from its first day/,
                ),
              },
            ],
          },
        ],
      },
    });
    expect(told && 'modal' in told && told.modal.blocks[1]).not.toHaveProperty('optional');
  });

  test('shows what was said before where it is to be changed', async () => {
    expect(await form(expected)).toMatchObject({
      modal: {
        blocks: [{}, { element: { initial_value: 'load test.' } }, { element: { initial_date: '2026-11-30' } }, {}],
      },
    });
  });

  test.each<[string, Incident, Partial<Click>, RegExp]>([
    [
      'has changed',
      acknowledged,
      { blockId: 'incident:314:6' },
      /#314 changed since this message was drawn: <@U0DANA> acknowledged it/,
    ],
    ['is over', over('calm'), {}, /That cannot be done with #314/],
  ])('is not opened where the incident %s', async (_, incident, click, words) => {
    expect(await form(incident, click)).toMatchObject({ text: expect.stringMatching(words) });
  });
});
