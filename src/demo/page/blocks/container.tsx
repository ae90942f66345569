import type { ComponentChild, JSX } from 'preact';
import { Image } from '../elements/image.tsx';
import { object, objects, words } from '../json.ts';
import { RichTextView } from '../text/rich-text-view.tsx';
import { PlainView, TextView } from '../text/text-view.tsx';
import type { BlockProps } from './block.ts';
import { BlocksView } from './index.tsx';

/** Blocks under a title; can be folded where it says so. */
export function ContainerBlock({ block }: BlockProps): JSX.Element {
  const title = <Title block={block} />;
  const children = <BlocksView blocks={objects(block.child_blocks)} />;
  const look = `block container${block.has_header_divider === true ? ' with-line' : ''}`;
  if (block.is_collapsible !== true)
    return (
      <section class={look}>
        <div class="container-title">{title}</div>
        {children}
      </section>
    );
  return (
    <details class={look} open={block.default_collapsed !== true}>
      <summary class="container-title">{title}</summary>
      {children}
    </details>
  );
}

function Title({ block }: BlockProps): JSX.Element {
  const icon = object(block.icon);
  const rich = object(block.rich_text_title);
  const subtitle = object(block.subtitle);
  const name: ComponentChild = rich ? (
    <RichTextView elements={objects(rich.elements)} />
  ) : (
    <PlainView source={words(block.title)} />
  );
  return (
    <span class="container-words">
      {icon ? <Image element={icon} /> : null}
      <span>
        <strong>{name}</strong>
        {subtitle ? (
          <span class="muted subtitle">
            <TextView of={subtitle} />
          </span>
        ) : null}
      </span>
    </span>
  );
}
