import type { JSX } from 'preact';

/** Beside what nobody else sees. */
export function EyeIcon(): JSX.Element {
  return <Icon path="M8 3C4.5 3 2 6 1 8c1 2 3.5 5 7 5s6-3 7-5c-1-2-3.5-5-7-5Zm0 8a3 3 0 1 1 0-6 3 3 0 0 1 0 6Z" />;
}

/** Beside a private channel. */
export function LockIcon(): JSX.Element {
  return <Icon path="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7Zm2 0h4V5a2 2 0 0 0-4 0Z" />;
}

/** Beside a file. */
export function PaperIcon(): JSX.Element {
  return <Icon path="M3 1h7l3 3v11H3Zm2 5v1h6V6Zm0 3v1h6V9Zm0 3v1h4v-1Z" />;
}

function Icon({ path }: { path: string }): JSX.Element {
  return (
    <svg class="icon-shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} fill-rule="evenodd" />
    </svg>
  );
}
