import { badCharacters, malformed } from './refusal.ts';

/** A step into a JSON value: a property, an element, or (`*`) every one of them. */
export type Step = string | number | typeof EVERY;
export type Selector = readonly Step[];

/** The wildcard step. */
export const EVERY = Symbol('*');

const STEP = /\.([A-Za-z0-9_-]+)|\.?\['((?:[^'\\]|\\.)+)'\]|\[(\d+)\]|(\.\*|\[\*\])/y;

/**
 * Reads `$.a.b`, `$.a[0]`, `$.*`, `$.a[*]` and `$.['a.b']` at a place in a pattern: property names of letters, digits,
 * `-` and `_`, others in brackets and single quotes. At most one wildcard, and nothing like `$."a"`, both as AWS has it.
 */
export function readSelector(pattern: string, at: number): { selector: Selector; end: number } {
  const selector: Step[] = [];
  let end = at + 1;
  for (let step = stepAt(pattern, end); step; step = stepAt(pattern, end)) {
    const [whole, name, quoted, index] = step;
    if (selector.length === 0 && !whole.startsWith('.')) break;
    selector.push(name ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? (index === undefined ? EVERY : Number(index)));
    end += whole.length;
  }
  if (selector.length === 0 || /[.["']/.test(pattern.charAt(end))) throw badCharacters(pattern.slice(at, end + 2));
  if (selector.filter((step) => step === EVERY).length > 1) throw malformed('more than one wildcard in a selector');
  return { selector, end };
}

function stepAt(pattern: string, at: number): RegExpExecArray | null {
  STEP.lastIndex = at;
  return STEP.exec(pattern);
}

/** Every value that a selector points to; none where a step leads nowhere. */
export function select(root: unknown, selector: Selector): unknown[] {
  let nodes: unknown[] = [root];
  for (const step of selector) nodes = nodes.flatMap((node) => into(node, step));
  return nodes;
}

function into(node: unknown, step: Step): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if (step === EVERY) return Object.values(node);
  if (typeof step === 'number') return Array.isArray(node) && step < node.length ? [node[step]] : [];
  const property = Array.isArray(node) ? undefined : Object.getOwnPropertyDescriptor(node, step);
  return property ? [property.value] : [];
}
