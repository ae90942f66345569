import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageChannel, PageUser } from '../server/protocol.ts';

/** Who and what can be mentioned. */
export interface Names {
  readonly you: string;
  readonly users: ReadonlyMap<string, PageUser>;
  readonly channels: readonly PageChannel[];
}

const NamesContext = createContext<Names>({ you: '', users: new Map(), channels: [] });

/** Gives names to what is drawn inside. */
export const NamesProvider = NamesContext.Provider;

export function useNames(): Names {
  return useContext(NamesContext);
}
