import type { ComponentChild, JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { Undrawable } from '../blocks/undrawable.tsx';
import { object, text } from '../json.ts';
import { formatDate } from '../times.ts';
import { emojiOf } from './emoji.ts';
import { EmojiView } from './emoji-view.tsx';
import { ChannelView, LinkView, UserView } from './inline-view.tsx';

/** Draws the pieces of a line of rich text. */
export function RichPieces({ pieces }: { pieces: readonly Json[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, index) => (
        <Styled key={index} style={object(piece.style)}>
          <RichPiece piece={piece} />
        </Styled>
      ))}
    </>
  );
}

function RichPiece({ piece }: { piece: Json }): JSX.Element {
  switch (piece.type) {
    case 'text':
      return <>{text(piece.text)}</>;
    case 'link':
      return <RichLink url={text(piece.url)} words={text(piece.text) || text(piece.url)} />;
    case 'user':
      return <UserView id={text(piece.user_id)} />;
    case 'channel':
      return <ChannelView id={text(piece.channel_id)} />;
    case 'usergroup':
      return <span class="mention">@{text(piece.usergroup_id)}</span>;
    case 'team':
      return <span class="mention">@{text(piece.team_id)}</span>;
    case 'broadcast':
      return <span class="mention">@{text(piece.range)}</span>;
    case 'emoji':
      return <RichEmoji name={text(piece.name)} />;
    case 'date':
      return <>{formatDate(Number(piece.timestamp), text(piece.format))}</>;
    case 'color':
      return (
        <>
          <span class="swatch" style={{ background: text(piece.value) }} /> {text(piece.value)}
        </>
      );
    default:
      return <Undrawable what="element" type={text(piece.type)} />;
  }
}

function RichLink({ url, words }: { url: string; words: string }): ComponentChild {
  return /^(https?:|mailto:|tel:)/i.test(url) ? <LinkView url={url}>{words}</LinkView> : words;
}

function RichEmoji({ name }: { name: string }): ComponentChild {
  const symbol = emojiOf(name);
  return symbol ? <EmojiView name={name} symbol={symbol} /> : `:${name}:`;
}

function Styled({ style, children }: { style: Json | undefined; children: ComponentChild }): JSX.Element {
  let drawn = children;
  if (style?.code === true) drawn = <code>{drawn}</code>;
  if (style?.strike === true) drawn = <del>{drawn}</del>;
  if (style?.underline === true) drawn = <u>{drawn}</u>;
  if (style?.italic === true) drawn = <em>{drawn}</em>;
  if (style?.bold === true) drawn = <strong>{drawn}</strong>;
  return <>{drawn}</>;
}
