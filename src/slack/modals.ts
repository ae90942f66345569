import type { types } from '@slack/bolt';
import type { Day } from '../domain/day.ts';
import type { Block } from './blocks.ts';
import { plain } from './elements.ts';
import { INPUT_LABEL, MODAL_TITLE } from './limits.ts';

export type ModalView = types.ModalView;

export interface ModalParts {
  /** Tells which modal was submitted. */
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string;
  /** Comes back with the submission; nobody sees it. */
  readonly metadata: string;
}

export function modal({ callbackId, title, submit, metadata }: ModalParts, ...blocks: readonly Block[]): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title, MODAL_TITLE),
    submit: plain(submit, MODAL_TITLE),
    close: plain('Cancel', MODAL_TITLE),
    private_metadata: metadata,
    blocks: [...blocks],
  };
}

/** A line of text to be filled in; its name is that of its block and of what is read from it. */
export function textInput(name: string, label: string, { initial, most }: { initial: string; most: number }): Block {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, INPUT_LABEL),
    element: {
      type: 'plain_text_input',
      action_id: name,
      max_length: most,
      ...(initial ? { initial_value: initial } : {}),
    },
  };
}

/** A day that may be chosen or left out. */
export function dayInput(
  name: string,
  label: string,
  { initial, hint }: { initial: Day | undefined; hint: string },
): Block {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, INPUT_LABEL),
    hint: plain(hint, INPUT_LABEL),
    optional: true,
    element: { type: 'datepicker', action_id: name, ...(initial ? { initial_date: initial } : {}) },
  };
}
