import type { JSX } from 'preact';
import { type BotState, BREAKAGES, type Breakage } from '../../server/protocol.ts';
import { useModel, usePage } from '../state/page.ts';

const WORDS: Readonly<Record<Breakage, string>> = {
  'slack-429': 'Slack says: too many requests',
  'slack-silent': 'Slack does not answer',
  'aws-throttle': 'AWS throttles requests',
  'ce-refuse': 'Cost Explorer refuses access',
};

const BOT: Readonly<Record<BotState, string>> = {
  starting: 'The bot is starting.',
  running: 'The bot is running.',
  down: 'The bot is down.',
};

/** Things to break, to see the bot recover. */
export function Breakages(): JSX.Element {
  const { act } = usePage();
  const broken = useModel((model) => model.broken);
  const bot = useModel((model) => model.bot);
  return (
    <section aria-labelledby="break-name">
      <h2 id="break-name">Break something</h2>
      <div class="breakages">
        {BREAKAGES.map((what) => (
          <button
            key={what}
            type="button"
            class="button toggle"
            aria-pressed={broken.includes(what)}
            onClick={() => void act({ do: 'break', what, on: !broken.includes(what) })}
          >
            {WORDS[what]}
          </button>
        ))}
        <button type="button" class="button danger" onClick={() => void act({ do: 'kill' })}>
          Kill the bot and start it again
        </button>
      </div>
      <p class={`bot bot-${bot}`} role="status" data-testid="bot">
        {BOT[bot]}
      </p>
    </section>
  );
}
