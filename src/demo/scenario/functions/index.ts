import type { LambdaFunction, Story, StoryName } from '../types.ts';
import { authToken, imageResize } from './core-prod.ts';
import { eventFanout, nightlyReport, searchIndexer, usageExport } from './data-and-search.ts';
import { checkoutApi, messageBridge, ordersPoller, warehouseNotify } from './shop-prod.ts';

/** Every function of the organisation. */
export function functionsOf(seed: number, stories: readonly Story[]): readonly LambdaFunction[] {
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
  ];
}

function storyNamed(stories: readonly Story[], name: StoryName): Story {
  const story = stories.find((candidate) => candidate.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story;
}
