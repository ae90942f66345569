import type { View } from '../blocks.ts';

/** A click on a button of ours. */
export interface Click {
  readonly value: string;
  readonly user: string;
}

/** What a button does. The message itself is edited through the outbox; what comes back is a private answer to the one who clicked. */
export interface Action {
  readonly id: string;
  readonly run: (click: Click) => Promise<View | undefined>;
}
