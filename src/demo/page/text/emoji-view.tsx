import type { JSX } from 'preact';

/** The signs that alerts begin with are drawn: not every system has a font of emoji, and these must not be missing. */
const DOTS: Readonly<Record<string, string>> = {
  red_circle: '#dd2e44',
  large_orange_circle: '#f4900c',
  large_yellow_circle: '#fdcb58',
  large_green_circle: '#78b159',
  large_blue_circle: '#55acee',
};

/** An emoji, read out by its name. */
export function EmojiView({ name, symbol }: { name: string; symbol: string }): JSX.Element {
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {drawing(name) ?? symbol}
    </span>
  );
}

function drawing(name: string): JSX.Element | undefined {
  const dot = DOTS[name];
  if (dot) return <Drawn shape={<circle cx="8" cy="8" r="7" fill={dot} />} />;
  if (name === 'white_check_mark')
    return (
      <Drawn
        shape={
          <>
            <rect x="1" y="1" width="14" height="14" rx="3" fill="#77b255" />
            <path d="M4 8.5l3 3 5-7" fill="none" stroke="#fff" stroke-width="2" />
          </>
        }
      />
    );
  if (name === 'warning')
    return (
      <Drawn
        shape={
          <>
            <path d="M8 1L15.5 15H.5z" fill="#ffcc4d" />
            <path d="M8 6v4.5M8 12v1.5" stroke="#231f20" stroke-width="1.6" />
          </>
        }
      />
    );
  return undefined;
}

function Drawn({ shape }: { shape: JSX.Element }): JSX.Element {
  return (
    <svg class="drawn-emoji" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {shape}
    </svg>
  );
}
