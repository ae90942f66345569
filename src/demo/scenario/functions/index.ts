import type { Day } from '../../../domain/day.ts';
import { returnsPausedAt } from '../changes.ts';
import type { LambdaFunction, Story, StoryName } from '../types.ts';
import { authToken, imageResize } from './core-prod.ts';
import { eventFanout, nightlyReport, searchIndexer, usageExport } from './data-and-search.ts';
import { deployNotify, edgeHeaders, returnsImport, stockAudit } from './odd-logs.ts';
import { checkoutApi, messageBridge, ordersPoller, warehouseNotify } from './shop-prod.ts';

/** Every function of the organisation. */
export function functionsOf(seed: number, lastDay: Day, stories: readonly Story[]): readonly LambdaFunction[] {
  const suspension = storyNamed(stories, 'prod-suspended');
  return [
    ordersPoller(seed, storyNamed(stories, 'orders-poller')),
    messageBridge(seed, storyNamed(stories, 'message-bridge')),
    checkoutApi(seed),
    warehouseNotify(seed),
    authToken(seed, suspension),
    imageResize(seed, suspension),
    eventFanout(seed, storyNamed(stories, 'event-fanout')),
    searchIndexer(seed),
    nightlyReport(seed),
    usageExport(seed),
    deployNotify(seed),
    stockAudit(seed),
    returnsImport(seed, returnsPausedAt(lastDay)),
    edgeHeaders(seed),
  ];
}

function storyNamed(stories: readonly Story[], name: StoryName): Story {
  const story = stories.find((candidate) => candidate.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story;
}
