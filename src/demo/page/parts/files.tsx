import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../../server/protocol.ts';
import { fileAddress } from '../addresses.ts';
import { text } from '../json.ts';
import { PaperIcon } from './icons.tsx';
import { ScrollArea } from './scroll-area.tsx';

const SHOWN_CHARACTERS = 2000;

/** The files of a message: images at once, texts on demand. */
export function Files({ files }: { files: readonly Json[] }): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <div class="files">
      {files.map((file, index) => (
        <FileView key={text(file.id) || index} file={file} />
      ))}
    </div>
  );
}

function FileView({ file }: { file: Json }): JSX.Element {
  const address = fileAddress(text(file.url_private) || text(file.permalink));
  const name = text(file.title) || text(file.name) || 'File';
  if (text(file.mimetype).startsWith('image/') && address)
    return (
      <figure class="file">
        <figcaption>{name}</figcaption>
        <img src={address} alt={text(file.alt_txt) || name} loading="lazy" />
      </figure>
    );
  return (
    <div class="file-card">
      <PaperIcon />
      <div>
        {address ? (
          <a href={address} download={text(file.name)}>
            {name}
          </a>
        ) : (
          <strong>{name}</strong>
        )}
        <span class="muted">
          {text(file.filetype).toUpperCase()} {sizeOf(file.size)}
        </span>
        {address && text(file.mimetype).startsWith('text/') ? <Preview address={address} /> : null}
      </div>
    </div>
  );
}

/** The first lines of a text, fetched when it is unfolded. */
function Preview({ address }: { address: string }): JSX.Element {
  const [content, setContent] = useState<string>();
  const load = async () => {
    if (content !== undefined) return;
    const response = await fetch(address).catch(() => undefined);
    setContent(response?.ok ? (await response.text()).slice(0, SHOWN_CHARACTERS) : 'The file could not be loaded.');
  };
  return (
    <details onToggle={() => void load()}>
      <summary>Preview</summary>
      <ScrollArea look="pre" name="Preview">
        <pre>{content ?? 'Loading …'}</pre>
      </ScrollArea>
    </details>
  );
}

function sizeOf(bytes: unknown): string {
  if (typeof bytes !== 'number') return '';
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}
