import { expect, test } from 'vitest';
import { addDays, type Day, dayOf } from '../../src/domain/day.ts';
import { ORDINARY } from '../../src/domain/detection/sensitivity.ts';
import { micros } from '../../src/domain/money.ts';
import { type Job, runDue } from '../../src/jobs/run-due.ts';
import { createSlots } from '../../src/store/slots.ts';
import { actOnIncident } from '../../src/usecases/act-on-incident.ts';
import { careForIncidents } from '../../src/usecases/care-for-incidents.ts';
import { checkCosts } from '../../src/usecases/check-costs.ts';
import { installedAt } from '../../src/usecases/greet.ts';
import { sendDigest } from '../../src/usecases/send-digest.ts';
import { at, day, sendAll } from '../store/fixtures.ts';
import { CORE, EC2, fillLedger, LAMBDA, type Price, portsFor, SHOP, usual } from '../usecases/world.ts';

const CHANNEL = 'C0COSTS';
/** The bot goes down a minute after this. */
const LAST = '2026-11-17T10:00:00Z';

/** The shop's Lambda rises on the 11th, and EC2 in core while the bot is down. */
const price: Price = (account, service, on) =>
  usual(account, service) +
  (account === SHOP && service === LAMBDA && on >= day('2026-11-11') ? 300 : 0) +
  (account === CORE && service === EC2 && on >= day('2026-11-17') ? 900 : 0);

/**
 * The jobs of the bot; `tick` gives what is said at a minute, sent at once.
 * @param lastDay AWS has the bill up to yesterday, but no further than this
 */
function botWorld(lastDay: string) {
  const ports = portsFor('2026-11-10T08:00:00Z');
  const slots = createSlots(ports.store);
  const common = { ...ports, metric: undefined, teams: {}, channel: CHANNEL, alertsChannel: CHANNEL } as const;
  const jobs: Job[] = [
    {
      name: 'sync',
      schedule: { every: 'hours', hours: 6 },
      async run() {
        const now = ports.clock();
        const yesterday = addDays(dayOf(now), -1);
        const newest = yesterday < lastDay ? yesterday : lastDay;
        await fillLedger(ports.ledger, '2026-07-01', newest, price, [now.toISOString()]);
        await checkCosts({ ...common, minImpact: micros(25), impacts: [], sensitivities: ORDINARY });
        return 'read';
      },
    },
    {
      name: 'digest',
      schedule: { every: 'day', at: '09:00', zone: 'UTC', days: 'weekdays' },
      notBefore: () => installedAt(ports.memory),
      async run(slot) {
        const digest = { ...common, teamBy: 'accounts', realClock: ports.clock, channelNames: new Map() } as const;
        await sendDigest(digest, slot as Day);
        return 'composed';
      },
    },
  ];
  const workingHours = { days: 'weekdays', from: '09:00', to: '17:00', zone: 'UTC' } as const;
  return {
    ...ports,
    async tick(instant: string): Promise<string[]> {
      ports.setTime(instant);
      await runDue(jobs, slots, ports.clock, ports.log);
      await careForIncidents({ ...ports, remindAbove: micros(250), escalateTo: undefined, workingHours });
      return (await sendAll(ports.outbox)).filter(({ action }) => action === 'post').map(({ subject }) => subject);
    },
  };
}

/** A bot that has run for a week, and whose one incident is snoozed until half an hour after it goes down. */
async function beforeDowntime(lastDay = '9999-12-31') {
  const world = botWorld(lastDay);
  const said: string[] = [];
  for (const on of ['10', '13', '16', '17']) said.push(...(await world.tick(`2026-11-${on}T09:30:00Z`)));
  const incident = await world.incidents.find(1);
  world.setTime(LAST);
  const click = { id: 1, by: 'U0DANA', saw: incident?.version ?? -1 };
  const { refused } = await actOnIncident(world, click, { do: 'snooze', until: at('2026-11-17T10:30:00Z') });
  expect(refused).toBeUndefined();
  said.push(...(await world.tick(LAST)));
  return { ...world, said };
}

test('before it goes down each thing was said once', async () => {
  const { said } = await beforeDowntime();
  expect(said).toEqual([
    'day-one',
    'incident:1',
    'digest:2026-11-13',
    'digest:2026-11-16',
    'incident:1:reminder:0',
    'digest:2026-11-17',
    'incident:1:escalation:0',
  ]);
});

test.each([
  ['an hour', '2026-11-17T11:00:00Z', ['incident:1:reopened:2']],
  ['26 hours', '2026-11-18T12:00:00Z', ['digest:2026-11-18', 'incident:1:reopened:2', 'incident:2']],
  ['seven days', '2026-11-24T10:00:00Z', ['digest:2026-11-24', 'incident:1:reopened:2', 'incident:2']],
])('after %s of downtime what is due is said at once, and each thing once', async (_, back, posts) => {
  const { tick, said: before, incidents } = await beforeDowntime();
  expect((await tick(back)).sort()).toEqual(posts);
  const later: string[] = [];
  const begin = at(back).getTime();
  for (let minutes = 1; minutes < 120; minutes += 7)
    later.push(...(await tick(new Date(begin + 60_000 * minutes).toISOString())));
  expect(later).toEqual([]);
  const all = [...before, ...posts];
  expect(new Set(all).size).toBe(all.length);
  const whats = (await incidents.timeline(1)).map(({ what }) => what);
  expect(whats.filter((what) => what === 'snooze ended')).toHaveLength(1);
});

test('after a week in which no bill came one message says that it is late, once, and nobody is pressed with what is old', async () => {
  const { tick } = await beforeDowntime('2026-11-16');
  expect((await tick('2026-11-24T10:00:00Z')).sort()).toEqual([
    'digest:2026-11-24',
    'incident:1:reopened:2',
    'late-data:2026-11-16',
  ]);
  const later = [...(await tick('2026-11-24T12:00:00Z')), ...(await tick('2026-11-25T10:00:00Z'))];
  expect(later).toEqual(['digest:2026-11-25']);
});
