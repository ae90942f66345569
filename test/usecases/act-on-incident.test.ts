import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import type { Message } from '../../src/domain/message.ts';
import { actOnIncident, announceIncident, readIncident, showDetails } from '../../src/usecases/act-on-incident.ts';
import { findingOf } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const DANA = 'U0DANA';
const MIRA = 'U0MIRA';

/** One incident that was found, posted where `channel` says, or only named there. */
async function world({ channel = 'C0COSTS', named = false }: { channel?: string | undefined; named?: boolean } = {}) {
  const ports = portsFor('2026-11-20T08:00:00Z');
  const finding = findingOf('rise|a', 80);
  await ports.incidents.commit(
    [{ change: 'open', finding, old: false, channel: channel || undefined, named, note: 'found' }],
    ports.clock(),
  );
  const said = () =>
    ports.store.$client
      .prepare<[], { subject: string; thread: string | null; message: string }>(
        'SELECT subject, thread, message FROM outbox ORDER BY rowid',
      )
      .all()
      .map(({ subject, thread, message }) => ({ subject, thread, message: JSON.parse(message) as Message }));
  const click = (by: string, saw: number) => ({ id: 1, by, saw });
  return { ...ports, said, click };
}

describe('a click on an incident', () => {
  test('does what it says, and the timeline says who did it', async () => {
    const ports = await world();
    const { incident, refused } = await actOnIncident(ports, ports.click(DANA, 0), { do: 'acknowledge' });
    expect(refused).toBeUndefined();
    expect(incident).toMatchObject({
      state: 'acknowledged',
      version: 1,
      owner: { user: DANA, by: DANA, at: ports.clock() },
    });
    expect((await ports.incidents.timeline(1)).at(-1)).toMatchObject({ actor: DANA, what: 'acknowledged' });
  });

  test.each<[string, string, number, string]>([
    ['pressed again by the same person', DANA, 0, 'already'],
    ['pressed by another who saw what was before', MIRA, 0, 'stale'],
    ['pressed by another who saw that it is taken', MIRA, 1, 'impossible'],
  ])('%s changes nothing, and gives how things stand', async (_, by, saw, why) => {
    const ports = await world();
    await actOnIncident(ports, ports.click(DANA, 0), { do: 'acknowledge' });
    const { incident, refused } = await actOnIncident(ports, ports.click(by, saw), { do: 'acknowledge' });
    expect(refused).toBe(why);
    expect(incident).toMatchObject({ version: 1, owner: { user: DANA } });
    expect(await ports.incidents.timeline(1)).toHaveLength(2);
  });

  test('that ends it, or opens it again, tells the thread; all else the message itself shows', async () => {
    const ports = await world();
    const [alert] = await ports.outbox.due(ports.clock(), 0, 1);
    const token = alert && (await ports.outbox.attempt(alert, ports.clock()));
    await ports.outbox.sent(alert?.id ?? '', token, { channel: 'C0COSTS', ts: '1.1' }, ports.clock());
    const deeds = [{ do: 'acknowledge' }, { do: 'resolve' }, { do: 'reopen' }, { do: 'false-alarm' }] as const;
    for (const [version, deed] of deeds.entries()) await actOnIncident(ports, ports.click(DANA, version), deed);
    const notes = ports
      .said()
      .flatMap(({ message, thread }) => (message.kind === 'note' ? [{ thread, ...message.note }] : []));
    expect(notes).toMatchObject([
      { thread: 'incident:1', note: 'resolved', how: 'fixed', by: DANA },
      { thread: 'incident:1', note: 'reopened', why: 'by-hand', by: DANA },
      { thread: 'incident:1', note: 'resolved', how: 'false-alarm', by: DANA },
    ]);
  });

  test('that would open a second incident of one cause is refused, and opens it once the other is over', async () => {
    const ports = await world();
    await actOnIncident(ports, ports.click(DANA, 0), { do: 'resolve' });
    await ports.incidents.commit(
      [{ change: 'open', finding: findingOf('rise|a', 90), old: false, channel: 'C0COSTS', named: false, note: '' }],
      ports.clock(),
    );
    const reopen = () => actOnIncident(ports, ports.click(DANA, 1), { do: 'reopen' });
    expect(await reopen()).toMatchObject({ refused: 'impossible', incident: { state: 'resolved', version: 1 } });
    const [other] = await ports.incidents.active();
    await actOnIncident(ports, { id: other?.id ?? 0, by: DANA, saw: 0 }, { do: 'resolve' });
    expect(await reopen()).toMatchObject({ refused: undefined, incident: { state: 'open', version: 2 } });
  });

  test('on an incident that is not known says that the message may be from elsewhere', async () => {
    const ports = await world();
    await expect(actOnIncident(ports, { id: 99, by: DANA, saw: 0 }, { do: 'resolve' })).rejects.toThrow(UserError);
    for (const read of [readIncident, showDetails])
      await expect(read(ports, 99)).rejects.toThrow(/don't know incident #99.*another installation/);
  });

  test.each([
    ['expected', { do: 'expect', reason: 'test', until: undefined } as const, 'PLANNED_ACTIVITY'],
    ['a false alarm', { do: 'false-alarm' } as const, 'NO'],
  ])('that calls it %s is to be told to AWS, where AWS has it too', async (_, deed, wanted) => {
    const ports = await world();
    const aws = {
      id: 'a',
      payer: 'main',
      since: findingOf('a', 1).since,
      impact: findingOf('a', 1).total,
      wanted: undefined,
      sent: undefined,
    };
    await ports.incidents.step(1, (incident) => ({ incident: { ...incident, aws } }), ports.clock());
    expect((await actOnIncident(ports, ports.click(DANA, 0), deed)).incident.aws).toMatchObject({ wanted });
  });
});

describe('details', () => {
  test('go to the thread of the message once, and again only once something has changed', async () => {
    const ports = await world();
    expect(await showDetails(ports, 1)).toMatchObject({ isNew: true, incident: { id: 1 } });
    expect(await showDetails(ports, 1)).toMatchObject({ isNew: false });
    await actOnIncident(ports, ports.click(DANA, 0), { do: 'acknowledge' });
    expect(await showDetails(ports, 1)).toMatchObject({ isNew: true });
    const details = ports.said().filter(({ message }) => message.kind === 'details');
    expect(details).toHaveLength(2);
    expect(details[0]).toMatchObject({ thread: 'incident:1', message: { incidentId: 1 } });
  });

  test('have no place where the incident has no message of its own', async () => {
    for (const own of [{ channel: '' }, { named: true }]) {
      const ports = await world(own);
      expect(await showDetails(ports, 1)).toMatchObject({ isNew: false, incident: { announced: false } });
      expect(ports.said().filter(({ message }) => message.kind === 'details')).toEqual([]);
    }
  });
});

describe('an incident that was only named', () => {
  test('gets a message of its own once, where it was named', async () => {
    const ports = await world({ named: true });
    expect(await announceIncident(ports, 1, DANA)).toMatchObject({ announced: false, channel: 'C0COSTS' });
    expect(await announceIncident(ports, 1, MIRA)).toMatchObject({ announced: true });
    expect(ports.said().map(({ message }) => message.kind)).toEqual(['rest', 'alert']);
    expect((await ports.incidents.timeline(1)).at(-1)).toMatchObject({ actor: DANA, what: 'asked for its message' });
  });

  test('that is too small to post stays without one', async () => {
    const ports = await world({ channel: '' });
    expect(await announceIncident(ports, 1, DANA)).toMatchObject({ announced: false, channel: undefined });
    expect(ports.said()).toEqual([]);
  });
});
