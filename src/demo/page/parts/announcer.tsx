import type { JSX } from 'preact';
import { useModel } from '../state/page.ts';

/** Reads out the newest message. */
export function Announcer(): JSX.Element {
  const latest = useModel((model) => model.latest);
  const users = useModel((model) => model.users);
  const channels = useModel((model) => model.channels);
  const channel = channels.find(({ id }) => id === latest?.channel);
  const from = latest && (users.get(latest.user)?.realName ?? 'Slackbot');
  return (
    <p class="unseen" aria-live="polite" data-testid="announcer">
      {latest
        ? `${from} in ${channel?.name ?? 'a channel'}: ${latest.text.replace(/[*_~`<>]/g, '').slice(0, 200)}`
        : ''}
    </p>
  );
}
