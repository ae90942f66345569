import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Json } from '../server/protocol.ts';
import { text } from './json.ts';

/** What a person puts into an element; a list where several may be chosen. */
export type Choice = string | readonly string[];

/** A click on an element, or a choice in it. */
export interface Action {
  readonly actionId: string;
  readonly blockId: string;
  readonly value?: string;
  readonly selected?: string;
}

/** Where blocks stand: who hears of clicks, and, in a modal, what is filled in. */
export interface Surface {
  act(action: Action): void;
  readonly form?: {
    readonly values: Readonly<Record<string, Choice>>;
    enter(actionId: string, choice: Choice): void;
    /** Words by block id. */
    readonly errors: Readonly<Record<string, string>>;
  };
}

const SurfaceContext = createContext<Surface>({ act: () => undefined });

/** Gives a surface to the blocks inside. */
export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  return useContext(SurfaceContext);
}

/** An element with the block it stands in. */
export interface ElementProps {
  readonly element: Json;
  readonly block: Json;
  /** Whether a choice is sent at once; in a form it may wait for the submission. */
  readonly acts: boolean;
  /** Id of its label and of what describes it, where it has them. */
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** What an element holds, and how to put something into it. */
export function useEntry({ element, block, acts }: ElementProps, initial: Choice): [Choice, (next: Choice) => void] {
  const { act, form } = useSurface();
  const [own, setOwn] = useState(initial);
  const actionId = text(element.action_id);
  const enter = (next: Choice) => {
    if (form) form.enter(actionId, next);
    else setOwn(next);
    if (acts && typeof next === 'string') act({ actionId, blockId: text(block.block_id), selected: next });
  };
  return [form ? (form.values[actionId] ?? initial) : own, enter];
}

/** How an element is named: by its label where it has one, else by its own words. */
export function nameOf({ labelledBy, describedBy }: ElementProps, words: string) {
  return {
    ...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': words }),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  };
}
