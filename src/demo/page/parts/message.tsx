import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageMessage } from '../../server/protocol.ts';
import { BlocksView } from '../blocks/index.tsx';
import { memo } from '../memo.ts';
import { useNames } from '../names.ts';
import { usePage } from '../state/page.ts';
import { type Surface, SurfaceProvider } from '../surface.ts';
import { emojiOf } from '../text/emoji.ts';
import { EmojiView } from '../text/emoji-view.tsx';
import { MrkdwnView } from '../text/text-view.tsx';
import { dayAndTime, timeOf } from '../times.ts';
import { Avatar } from './avatar.tsx';
import { Files } from './files.tsx';
import { EyeIcon } from './icons.tsx';

export interface MessageProps {
  readonly message: PageMessage;
  /** Under a message of the same sender: without name and tile. */
  readonly follows: boolean;
  /** How many replies it has; their link is shown where there are some. */
  readonly replies: number;
}

/** One message. Drawn again only when it changes itself. */
export const Message = memo(({ message, follows, replies }: MessageProps): JSX.Element => {
  const { users } = useNames();
  const user = users.get(message.user);
  const name = user?.realName ?? 'Slackbot';
  const isBot = user?.isBot ?? true;
  return (
    <article
      class={`message${message.isPrivate ? ' private' : ''}${follows ? ' follows' : ''}`}
      data-testid="message"
      data-ts={message.ts}
      data-private={message.isPrivate}
      tabIndex={-1}
      aria-label={`${name} at ${timeOf(message.at)}`}
    >
      <div class="gutter">
        {follows ? <time dateTime={message.at}>{timeOf(message.at)}</time> : <Avatar name={name} isBot={isBot} />}
      </div>
      <div class="message-body">
        {message.isPrivate ? (
          <p class="private-note">
            <EyeIcon /> Only visible to you
          </p>
        ) : null}
        {follows ? null : (
          <p class="message-head">
            <strong class="name">{name}</strong>
            {isBot ? <span class="tag">APP</span> : null}
            <time dateTime={message.at} title={dayAndTime(message.at)}>
              {timeOf(message.at)}
            </time>
          </p>
        )}
        <Content message={message} />
        {message.edited ? <span class="edited">(edited)</span> : null}
        <Files files={message.files} />
        <Reactions of={message} />
        {replies > 0 ? (
          <a class="replies" href={`#/${message.channel}/thread/${message.ts}`}>
            {replies} {replies === 1 ? 'reply' : 'replies'}
          </a>
        ) : null}
      </div>
    </article>
  );
});

function Content({ message: { channel, ts, blocks, text } }: { message: PageMessage }): JSX.Element {
  const { act } = usePage();
  const { you } = useNames();
  const surface = useMemo<Surface>(
    () => ({ act: (action) => void act({ do: 'click', user: you, channel, ts, ...action }) }),
    [you, channel, ts],
  );
  if (blocks.length === 0)
    return (
      <div class="text">
        <MrkdwnView source={text} />
      </div>
    );
  return (
    <SurfaceProvider value={surface}>
      <BlocksView blocks={blocks} />
    </SurfaceProvider>
  );
}

function Reactions({ of: { reactions } }: { of: PageMessage }): JSX.Element | null {
  if (reactions.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {reactions.map(({ name, count }) => (
        <li key={name}>
          <EmojiView name={name} symbol={emojiOf(name) ?? `:${name}:`} /> {count}
        </li>
      ))}
    </ul>
  );
}
