import type { ComponentChild, JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { Undrawable } from '../blocks/undrawable.tsx';
import { objects, text } from '../json.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { RichPieces } from './rich-pieces.tsx';

/** Draws the elements of a `rich_text` object. */
export function RichTextView({ elements }: { elements: readonly Json[] }): JSX.Element {
  return (
    <>
      {elements.map((element, index) => (
        <RichElement key={index} element={element} />
      ))}
    </>
  );
}

function RichElement({ element }: { element: Json }): JSX.Element {
  const line = <RichPieces pieces={objects(element.elements)} />;
  switch (element.type) {
    case 'rich_text_section':
      return <div class="lines">{line}</div>;
    case 'rich_text_quote':
      return <blockquote>{line}</blockquote>;
    case 'rich_text_preformatted':
      return (
        <ScrollArea look="pre" name="Preformatted text">
          <pre>{line}</pre>
        </ScrollArea>
      );
    case 'rich_text_list':
      return <RichList element={element} />;
    default:
      return <Undrawable what="element" type={text(element.type)} />;
  }
}

function RichList({ element }: { element: Json }): JSX.Element {
  const indent = Number(element.indent ?? 0);
  const items: ComponentChild[] = objects(element.elements).map((item, index) => (
    <li key={index} class="lines">
      <RichPieces pieces={objects(item.elements)} />
    </li>
  ));
  const style = { marginInlineStart: `${indent * 28}px` };
  if (element.style !== 'ordered') return <ul style={style}>{items}</ul>;
  return (
    <ol style={style} start={Number(element.offset ?? 0) + 1} type={(['1', 'a', 'i'] as const)[indent % 3] ?? '1'}>
      {items}
    </ol>
  );
}
