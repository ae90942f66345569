import type { JSX } from 'preact';
import { useNames } from '../names.ts';
import { EmojiView } from './emoji-view.tsx';
import type { Inline } from './nodes.ts';

/** Draws the pieces of a line. */
export function InlineView({ pieces }: { pieces: readonly Inline[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, index) => (
        <One key={index} piece={piece} />
      ))}
    </>
  );
}

function One({ piece }: { piece: Inline }): JSX.Element {
  switch (piece.kind) {
    case 'text':
      return <>{piece.text}</>;
    case 'emoji':
      return <EmojiView name={piece.name} symbol={piece.symbol} />;
    case 'bold':
      return (
        <strong>
          <InlineView pieces={piece.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineView pieces={piece.children} />
        </em>
      );
    case 'strike':
      return (
        <del>
          <InlineView pieces={piece.children} />
        </del>
      );
    case 'code':
      return (
        <code>
          <InlineView pieces={piece.children} />
        </code>
      );
    case 'link':
      return (
        <LinkView url={piece.url}>
          <InlineView pieces={piece.children} />
        </LinkView>
      );
    case 'user':
      return <UserView id={piece.id} label={piece.label} />;
    case 'channel':
      return <ChannelView id={piece.id} label={piece.label} />;
    case 'mention':
      return <span class="mention">{piece.words}</span>;
  }
}

/** A link that opens beside the page. */
export function LinkView({ url, children }: { url: string; children: preact.ComponentChildren }): JSX.Element {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** A mentioned person. */
export function UserView({ id, label }: { id: string; label?: string | undefined }): JSX.Element {
  const { you, users } = useNames();
  return <span class={id === you ? 'mention mention-you' : 'mention'}>@{users.get(id)?.realName ?? label ?? id}</span>;
}

/** A mentioned channel. */
export function ChannelView({ id, label }: { id: string; label?: string | undefined }): JSX.Element {
  const { channels } = useNames();
  const channel = channels.find((one) => one.id === id);
  const name = `#${channel?.name ?? label ?? id}`;
  return channel ? (
    <a class="mention" href={`#/${id}`}>
      {name}
    </a>
  ) : (
    <span class="mention">{name}</span>
  );
}
