import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

const ChooseUserContext = createContext<(user: string) => void>(() => undefined);

/** Gives a way to become another person to what is drawn inside. */
export const ChooseUserProvider = ChooseUserContext.Provider;

export function useChosenUser(): (user: string) => void {
  return useContext(ChooseUserContext);
}
