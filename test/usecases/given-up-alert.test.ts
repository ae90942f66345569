import { expect, test } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import { BOT } from '../../src/domain/incident.ts';
import { decideChanges } from '../../src/domain/incident-changes.ts';
import { step } from '../../src/domain/lifecycle.ts';
import { announceIncident } from '../../src/usecases/act-on-incident.ts';
import { at, day, findingOf, sendAll } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const LATER = at('2026-11-25T08:00:00Z');
const FOUND = findingOf('rise|a', 80);

/** An incident whose alert Slack refused until it was given up. `find` is a check that finds what is given. */
async function givenUp() {
  const ports = portsFor('2026-11-20T08:00:00Z');
  const opening = {
    change: 'open',
    finding: FOUND,
    old: false,
    channel: 'C0GONE',
    named: false,
    note: 'found',
  } as const;
  await ports.incidents.commit([opening], ports.clock());
  const [due] = await ports.outbox.due(ports.clock(), 0, 10);
  await ports.outbox.undeliverable(due?.id ?? '', due?.token, 'the channel is archived', ports.clock());
  const find = async (finding: Finding) => {
    const changes = decideChanges({
      judged: [{ finding, standing: 'running', peak: finding.perDay, raised: finding.since, last: finding.through }],
      active: await ports.incidents.active(),
      resolved: await ports.incidents.resolvedSince(at('2026-08-01T00:00:00Z')),
      postFloor: () => 1,
      installed: day('2026-01-01'),
      teams: {},
      alertsChannel: 'C0COSTS',
      now: LATER,
    });
    await ports.incidents.commit(changes, LATER);
  };
  const end = () =>
    ports.incidents.step(
      1,
      (incident) => {
        const over = step(incident, { do: 'end', how: 'calm' }, { by: BOT, at: ports.clock(), saw: undefined });
        return over.done ? { incident: over.incident } : undefined;
      },
      ports.clock(),
    );
  const sent = async () => (await sendAll(ports.outbox)).map(({ subject, channel }) => `${subject} in ${channel}`);
  return { ...ports, find, end, sent };
}

type World = Awaited<ReturnType<typeof givenUp>>;

test('an alert that was given up leaves its incident named, without a message: small changes do not post it', async () => {
  const world = await givenUp();
  expect(await world.incidents.find(1)).toMatchObject({ state: 'open', announced: false, named: true });
  await world.find(findingOf('rise|a', 90));
  expect(await world.incidents.find(1)).toMatchObject({ announced: false, named: true });
  expect(await world.sent()).toEqual([]);
});

test.each<[string, string, (world: World) => Promise<unknown>]>([
  ['when someone asks for it', 'C0GONE', (world) => announceIncident(world, 1, 'U0DANA')],
  ['when it grew by half, where it belongs by then', 'C0COSTS', (world) => world.find(findingOf('rise|a', 120))],
  [
    'when its cause is back',
    'C0COSTS',
    async (world) => {
      await world.end();
      await world.find(findingOf('rise|b', 80, { since: day('2026-11-22'), through: day('2026-11-24') }));
    },
  ],
])('it is tried again %s', async (_, channel, happens) => {
  const world = await givenUp();
  await happens(world);
  expect(await world.incidents.find(1)).toMatchObject({ state: 'open', announced: true, named: false, channel });
  expect(await world.sent()).toEqual([`incident:1 in ${channel}`]);
});
