import type { JSX } from 'preact';

const TINTS = ['#8d3a6b', '#2f6f8f', '#5b5ea6', '#7a5c1e', '#3c6e47', '#a0483a'];

/** A tile with the first letter of a name. */
export function Avatar({ name, isBot, small = false }: { name: string; isBot: boolean; small?: boolean }): JSX.Element {
  const tint = isBot
    ? '#007a5a'
    : TINTS[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS.length];
  return (
    <span
      class={small ? 'avatar small' : 'avatar'}
      style={{ background: tint ?? '' }}
      data-letter={name.slice(0, 1).toUpperCase()}
      aria-hidden="true"
    />
  );
}
