import type { JSX } from 'preact';

/** Marks an answer that nobody else sees. */
export function PrivateNote(): JSX.Element {
  return (
    <p class="private-note">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 3C4.5 3 2 6 1 8c1 2 3.5 5 7 5s6-3 7-5c-1-2-3.5-5-7-5Zm0 8a3 3 0 1 1 0-6 3 3 0 0 1 0 6Z" />
      </svg>
      Only visible to you
    </p>
  );
}
