import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { InlineView } from './inline-view.tsx';
import { type Part, parseMarkdown } from './markdown.ts';

/** Draws Markdown. */
export function MarkdownView({ source }: { source: string }): JSX.Element {
  const parts = useMemo(() => parseMarkdown(source), [source]);
  return (
    <>
      {parts.map((part, index) => (
        <PartView key={index} part={part} />
      ))}
    </>
  );
}

function PartView({ part }: { part: Part }): JSX.Element {
  switch (part.kind) {
    case 'heading':
      return (
        <h3 class={`markdown-${Math.min(part.level, 3)}`}>
          <InlineView pieces={part.children} />
        </h3>
      );
    case 'paragraph':
      return (
        <p class="lines">
          <InlineView pieces={part.children} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <InlineView pieces={part.children} />
        </blockquote>
      );
    case 'code':
      return (
        <ScrollArea look="pre" name="Code">
          <pre>{part.text}</pre>
        </ScrollArea>
      );
    case 'rule':
      return <hr class="divider" />;
    case 'list':
      return part.ordered ? (
        <ol>
          <Items items={part.items} />
        </ol>
      ) : (
        <ul>
          <Items items={part.items} />
        </ul>
      );
  }
}

function Items({ items }: { items: Extract<Part, { kind: 'list' }>['items'] }): JSX.Element {
  return (
    <>
      {items.map((item, index) => (
        <li key={index}>
          <InlineView pieces={item} />
        </li>
      ))}
    </>
  );
}
