import type { View } from '../blocks.ts';
import type { Tell } from '../commands/command.ts';
import type { ModalView } from '../modals.ts';

/** A click on a button of ours, or a choice in a menu. */
export interface Click {
  /** What a button carries; '' of a menu. */
  readonly value: string;
  readonly user: string;
  /** The block it stands in. */
  readonly blockId: string;
  /** The option or the person that was chosen in a menu. */
  readonly chosen: string | undefined;
  /** Good for three seconds. */
  readonly triggerId: string;
  /** Where the message stands; undefined on the Home tab. */
  readonly channel: string | undefined;
  readonly channelName: string | undefined;
  readonly messageTs: string | undefined;
  /** The message in whose thread it stands. */
  readonly threadTs: string | undefined;
}

/** A private answer to the one who clicked, a form for them, or nothing where the message itself will show it. */
export type Answer = View | { readonly modal: ModalView } | undefined;

/** What a button or menu does. The message itself is edited through the outbox. */
export interface Action {
  readonly id: string;
  /** It may take many seconds, as a search does: it waits with the questions, and clicks do not wait for it. */
  readonly slow?: boolean;
  readonly run: (click: Click, tell: Tell) => Promise<Answer>;
}

/** A form that was filled in. */
export interface Submission {
  readonly user: string;
  /** What the form was opened with. */
  readonly metadata: string;
  /** What was put in, by the name of the input; undefined where it was left empty. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** What is wrong with a form, by the name of the input; undefined where nothing is. */
export type Faults = Readonly<Record<string, string>> | undefined;

/** What a form does when it is submitted. Slack waits three seconds for its answer. */
export interface Modal {
  /** Its callback_id. */
  readonly id: string;
  /** The input under which a failure is told. */
  readonly failsAt: string;
  readonly submit: (submission: Submission) => Promise<Faults>;
}
