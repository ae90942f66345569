import { causesOf } from './silence/causes.ts';
import { known, type SilenceFacts } from './silence/facts.ts';
import { linesOf } from './silence/lines.ts';
import { pictureOf } from './silence/picture.ts';

/** Why a function says nothing, in words ready to be shown; no markup. */
export interface Silence {
  /** What it is, for how long, and what is likely: one or two sentences. */
  readonly headline: string;
  /** What was looked at, each with a label such as `Last line`, `Invoked`, `Change`, `Not it`, `Not checked`. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  /** When it last wrote something itself. */
  readonly lastOwnAt: Date | undefined;
  /** Whether it is out of the ordinary, or a quiet that is usual for it. */
  readonly isFinding: boolean;
}

/** Puts what was found out about a silence in order: the most likely cause, what was seen, what it is not, what was not looked at. */
export function explain(facts: SilenceFacts): Silence {
  const picture = pictureOf(facts);
  const causes = causesOf(picture);
  const [first] = causes;
  return {
    headline: [first?.says, first?.because].filter(Boolean).join(' '),
    lines: linesOf(picture, causes),
    lastOwnAt: known(facts.lastOwn)?.at,
    isFinding: first?.isFinding ?? true,
  };
}
