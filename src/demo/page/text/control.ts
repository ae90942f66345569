import { formatDate } from '../times.ts';
import type { Inline } from './nodes.ts';
import { plainPieces, unescapeText } from './plain.ts';

const ADDRESS = /^(https?:|mailto:|tel:)/i;
const BROADCASTS = ['here', 'channel', 'everyone'];

/** What stands between `<` and `>`: a link, a mention, a date; undefined where it is none of them. */
export function controlPiece(body: string): Inline | undefined {
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : body.slice(bar + 1);
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return special(target.slice(1), label);
  if (!ADDRESS.test(target)) return undefined;
  const shown = label || target.replace(/^mailto:/, '');
  return { kind: 'link', url: unescapeText(target), children: plainPieces(shown, false) };
}

function special(target: string, label: string | undefined): Inline | undefined {
  const [name = '', ...parts] = target.split('^');
  if (BROADCASTS.includes(name)) return { kind: 'mention', words: `@${name}` };
  if (name === 'subteam') return { kind: 'mention', words: label ?? `@${parts[0] ?? 'group'}` };
  if (name !== 'date') return undefined;
  const [seconds, format, url] = parts;
  const at = Number(seconds);
  const shown = Number.isFinite(at) && format ? formatDate(at, format) : (label ?? '');
  const children: Inline[] = [{ kind: 'text', text: unescapeText(shown) }];
  return url && ADDRESS.test(url) ? { kind: 'link', url: unescapeText(url), children } : children[0];
}
