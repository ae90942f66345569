import { useEffect, useReducer, useRef } from 'preact/hooks';

/** A value that changes, and those who want to hear of it. */
export interface Store<Value> {
  get(): Value;
  set(next: Value): void;
  /** Returns how to stop. */
  subscribe(listener: () => void): () => void;
}

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A part of a store's value; draws again only when that part is another. */
export function useStore<Value, Part>(store: Store<Value>, select: (value: Value) => Part): Part {
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  const part = select(store.get());
  const seen = useRef({ part, select });
  seen.current = { part, select };
  useEffect(() => {
    const look = () => {
      if (!Object.is(seen.current.select(store.get()), seen.current.part)) redraw();
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return part;
}
