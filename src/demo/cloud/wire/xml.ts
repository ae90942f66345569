/** A document of AWS's query protocol: lists are `member` elements, what is undefined is left out. */
export function xmlDocument(root: string, namespace: string, content: object): string {
  return `<${root} xmlns="${namespace}">${contentOf(content)}</${root}>`;
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  const content = contentOf(value);
  return content ? `<${name}>${content}</${name}>` : `<${name}/>`;
}

function contentOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('');
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A reader would make it a line feed.
      .replaceAll('\r', '&#xD;')
      // XML 1.0 has no way to write these.
      .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  );
}
