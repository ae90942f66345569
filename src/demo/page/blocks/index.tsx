import type { ComponentType, JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { text } from '../json.ts';
import { ActionsBlock } from './actions.tsx';
import { AlertBlock } from './alert.tsx';
import type { BlockProps } from './block.ts';
import { CardBlock } from './card.tsx';
import { CarouselBlock } from './carousel.tsx';
import { ContainerBlock } from './container.tsx';
import { ContextBlock } from './context.tsx';
import { DataTableBlock } from './data-table.tsx';
import { DataVisualizationBlock } from './data-visualization.tsx';
import { DividerBlock } from './divider.tsx';
import { FileBlock } from './file.tsx';
import { HeaderBlock } from './header.tsx';
import { ImageBlock } from './image.tsx';
import { InputBlock } from './input.tsx';
import { MarkdownBlock } from './markdown.tsx';
import { RichTextBlock } from './rich-text.tsx';
import { SectionBlock } from './section.tsx';
import { TableBlock } from './table.tsx';
import { Guard, Undrawable } from './undrawable.tsx';
import { VideoBlock } from './video.tsx';

/** Every block that can be drawn, by its type. */
const BLOCKS: Readonly<Record<string, ComponentType<BlockProps>>> = {
  actions: ActionsBlock,
  alert: AlertBlock,
  card: CardBlock,
  carousel: CarouselBlock,
  container: ContainerBlock,
  context: ContextBlock,
  data_table: DataTableBlock,
  data_visualization: DataVisualizationBlock,
  divider: DividerBlock,
  file: FileBlock,
  header: HeaderBlock,
  image: ImageBlock,
  input: InputBlock,
  markdown: MarkdownBlock,
  rich_text: RichTextBlock,
  section: SectionBlock,
  table: TableBlock,
  video: VideoBlock,
};

/** Draws blocks in their order; one that cannot be drawn says so. */
export function BlocksView({ blocks }: { blocks: readonly Json[] }): JSX.Element {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <BlockView key={text(block.block_id) || index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: BlockProps): JSX.Element {
  const type = text(block.type);
  const Known = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  if (!Known) return <Undrawable what="block" type={type} />;
  return (
    <Guard type={type}>
      <Known block={block} />
    </Guard>
  );
}
