import type { JSX } from 'preact';
import type { StoryState } from '../../server/protocol.ts';
import { usePage } from '../state/page.ts';
import { dayAndTime } from '../times.ts';

/** The bot's messages about a story, each a link to the message; or plainly that there is none. */
export function Said({ said }: { said: StoryState['said'] }): JSX.Element {
  const { go } = usePage();
  if (said.length === 0) return <p class="not-found">Not found so far</p>;
  return (
    <ul class="said">
      {said.map(({ channel, ts, at, words }) => (
        <li key={ts}>
          <a
            href={`#/${channel}/${ts}`}
            onClick={(event) => {
              // Going where one is already must bring the message into sight again.
              event.preventDefault();
              go({ channel, ts, tab: 'messages' });
            }}
          >
            {words}
          </a>
          <span class="muted">{dayAndTime(at)}</span>
        </li>
      ))}
    </ul>
  );
}
