import { addDays, dayOf, formatWeekday } from '../../domain/day.ts';
import { formatChange } from '../../domain/money.ts';
import type { Organisation } from '../organisation.ts';
import type { Scenario, Story } from '../scenario/types.ts';
import type { PageMessage, StoryState } from './protocol.ts';

/** The stories as they stand: what is true, beside what the bot has said in its channels. Nothing is claimed for the bot. */
export function storiesOf({ scenario, now }: Organisation, messages: readonly PageMessage[]): StoryState[] {
  return [...scenario.stories]
    .sort((a, b) => a.begins.getTime() - b.begins.getTime())
    .map((story) => ({
      name: story.name,
      title: story.title,
      begins: story.begins.toISOString(),
      ends: story.ends?.toISOString(),
      phase: now() < story.begins ? 'to come' : story.ends && now() >= story.ends ? 'over' : 'under way',
      truth: now() < story.begins ? [] : truthOf(story, scenario),
      said: messages
        .filter((message) => speaksOf(message, story, scenario))
        .map(({ channel, ts, at, text }) => ({ channel, ts, at, words: plain(text) })),
    }));
}

function truthOf(
  { resource, accounts, services, change, perDay, begins }: Story,
  scenario: Scenario,
): StoryState['truth'] {
  const where = accounts.map((id) => scenario.accounts.find((account) => account.id === id)?.name ?? id).join(', ');
  return [
    { label: 'Resource', words: `${resource} in ${where}` },
    { label: 'Since', words: `${begins.toISOString().slice(0, 16).replace('T', ' ')} UTC` },
    { label: 'Change', words: `${change.event}: ${change.detail}` },
    { label: 'By', words: change.actor },
    {
      label: 'Amount',
      words:
        perDay === 0
          ? 'hardly anything on the bill'
          : `${formatChange(perDay, scenario.currency)} a day, before the discount`,
    },
    { label: 'Services', words: services.join(', ') },
  ];
}

/** Days by which the bot's "since" may differ: a story that begins at night shows on the bill a day later. */
const SINCE_DAYS = [-1, 0, 1];

/** Whether a message names the story's resource, or is an alert about one of its accounts that began when the story did. */
function speaksOf(
  { isPrivate, text, blocks, user }: PageMessage,
  { resource, accounts, begins }: Story,
  scenario: Scenario,
): boolean {
  if (isPrivate || !user.endsWith('BILLHOOK')) return false;
  const words = JSON.stringify(blocks);
  if (`${text}${words}`.includes(resource)) return true;
  const named = accounts.some(
    (id) => words.includes(id) || text.includes(`*${scenario.accounts.find((account) => account.id === id)?.name}`),
  );
  const since = SINCE_DAYS.map((days) => `*Since*\\n${formatWeekday(addDays(dayOf(begins), days))}`);
  return named && since.some((date) => words.includes(date));
}

function plain(text: string): string {
  return text
    .replaceAll(/[*`]/g, '')
    .replaceAll(/<@\w+>/g, 'someone')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
