import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Json } from '../../server/protocol.ts';
import { text } from '../json.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { InlineView } from './inline-view.tsx';
import { parseMrkdwn } from './mrkdwn.ts';
import type { Piece } from './nodes.ts';
import { plainPieces } from './plain.ts';

/** Draws mrkdwn. */
export function MrkdwnView({ source }: { source: string }): JSX.Element {
  const pieces = useMemo(() => parseMrkdwn(source), [source]);
  return (
    <>
      {pieces.map((piece, index) => (
        <PieceView key={index} piece={piece} />
      ))}
    </>
  );
}

/** Draws a text object of either kind. */
export function TextView({ of }: { of: Json }): JSX.Element {
  const source = text(of.text);
  if (of.type === 'mrkdwn') return <MrkdwnView source={source} />;
  return <PlainView source={source} />;
}

/** Draws plain text, in which only emoji codes count. */
export function PlainView({ source }: { source: string }): JSX.Element {
  // What is plain is not escaped by the sender, so nothing is to be undone in it.
  return <InlineView pieces={plainPieces(source.replaceAll('&', '&amp;'), false)} />;
}

function PieceView({ piece }: { piece: Piece }): JSX.Element {
  const children = <InlineView pieces={piece.children} />;
  if (piece.kind === 'pre')
    return (
      <ScrollArea look="pre" name="Preformatted text">
        <pre>{children}</pre>
      </ScrollArea>
    );
  if (piece.kind === 'quote') return <blockquote>{children}</blockquote>;
  return <span class="lines">{children}</span>;
}
