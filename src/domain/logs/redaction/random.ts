/**
 * Whether a text looks like made by chance rather than written: digits among its letters, or capitals where words have none.
 * Words, also joined ones, and plain numbers do not.
 */
export function isRandom(text: string): boolean {
  if (/^[\d.,:_-]+$/.test(text)) return false;
  return /\d/.test(text) || /[a-z][A-Z]{2}|[A-Z]{2}[a-z]{1,2}[A-Z]|[a-z][A-Z][a-z][A-Z]/.test(text);
}
