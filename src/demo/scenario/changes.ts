import type { Day } from '../../domain/day.ts';
import { addDays, dayNumber, daysUntil } from '../../domain/day.ts';
import { CORE, SEARCH, SHOP } from './accounts.ts';
import { at } from './instants.ts';
import type { Change, Story, StoryName } from './types.ts';

const DEPLOYS = [
  { every: 3, time: '10:17', resource: 'checkout-api', account: SHOP, region: 'us-east-1' },
  { every: 6, time: '15:41', resource: 'orders-poller', account: SHOP, region: 'us-east-1' },
  { every: 5, time: '09:08', resource: 'auth-token', account: CORE, region: 'us-east-1' },
  { every: 9, time: '13:33', resource: 'search-indexer', account: SEARCH, region: 'eu-west-1' },
] as const;

/** How the stories that are over were ended, and by whom. */
const ENDINGS: ReadonlyMap<StoryName, { event: string; actor: string; detail: string }> = new Map([
  ['event-fanout', { event: 'DeleteEventSourceMapping20150331', actor: 'li.wei', detail: 'mapping removed' }],
  [
    'eks-nodes',
    {
      event: 'UpdateAutoScalingGroup',
      actor: 'tf-apply',
      detail: 'launch template v18: r6i.4xlarge and tag map reverted',
    },
  ],
  ['prod-suspended', { event: 'UpdateStack', actor: 'jo.berg', detail: 'boundary policy restored' }],
]);

/** Every change in the organisation in order of time: the stories' causes and ends among plain deploys. */
export function changesOf(firstDay: Day, lastDay: Day, stories: readonly Story[]): readonly Change[] {
  const days = daysUntil(firstDay, addDays(lastDay, 1));
  const own = stories.flatMap((story) => [story.change, ...endOf(story)]);
  return [...days.flatMap((day) => deploysOn(day, stories)), ...own, returnsPaused(lastDay)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** When the polling of returns-import was switched off, the day before the last. */
export function returnsPausedAt(lastDay: Day): Date {
  return at(addDays(lastDay, -1), '11:25');
}

function returnsPaused(lastDay: Day): Change {
  return {
    at: returnsPausedAt(lastDay),
    event: 'UpdateEventSourceMapping20150331',
    actor: 'jo.berg',
    account: SHOP,
    region: 'us-east-1',
    resource: 'returns-import',
    detail: 'console: returns-inbox disabled',
  };
}

function endOf({ name, ends, change }: Story): Change[] {
  const ending = ENDINGS.get(name);
  return ends && ending ? [{ ...change, ...ending, at: ends }] : [];
}

/** Plain deploys. A function that a story is about is left alone from the story's change on. */
function deploysOn(day: Day, stories: readonly Story[]): Change[] {
  return DEPLOYS.filter(({ every }) => dayNumber(day) % every === 0)
    .map(({ time, resource, account, region }) => ({
      at: at(day, time),
      event: 'UpdateFunctionCode20150331v2',
      actor: 'gha-deploy',
      account,
      region,
      resource,
      detail: `run-${(dayNumber(day) * 7) % 10_000}`,
    }))
    .filter(
      (deploy) => !stories.some(({ resource, change }) => resource === deploy.resource && deploy.at >= change.at),
    );
}
