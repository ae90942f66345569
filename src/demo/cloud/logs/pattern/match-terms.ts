import type { Term } from './terms.ts';

/**
 * Case-sensitive search anywhere in the message: every plain term must occur and no `-` term may. With `?` terms alone
 * one of them must occur; beside any other term they are ignored, as AWS documents. A phrase of blanks matches everything.
 */
export function matchTerms(terms: readonly Term[]): (message: string) => boolean {
  const texts = (kind: Term['kind']) => terms.filter((term) => term.kind === kind).map((term) => term.text);
  const required = texts('required').filter((text) => text.trim() !== '');
  const excluded = texts('excluded');
  if (terms.every((term) => term.kind === 'optional')) {
    const optional = texts('optional');
    return (message) => optional.some((text) => message.includes(text));
  }
  return (message) =>
    required.every((text) => message.includes(text)) && !excluded.some((text) => message.includes(text));
}
