import type { Condition } from './json-parser.ts';
import { select } from './selector.ts';

/** Holds messages to a JSON pattern; what is not a JSON object never matches. */
export function matchJson(condition: Condition): (message: string) => boolean {
  return (message) => {
    const root = parseObject(message);
    return root !== undefined && holds(condition, root);
  };
}

function parseObject(message: string): object | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function holds(condition: Condition, root: object): boolean {
  if (condition.kind === 'joined') {
    const first = holds(condition.left, root);
    return first === condition.every ? holds(condition.right, root) : first;
  }
  const nodes = select(root, condition.selector);
  if (condition.kind === 'absent') return nodes.length === 0;
  if (condition.kind === 'is') return nodes.includes(condition.value);
  return nodes.some((node) => comparable(node) && compares(condition, node));
}

/** Only strings and numbers can be compared: `=` and `!=` alike fail on arrays, objects, booleans and what is not there. */
function comparable(node: unknown): node is string | number {
  return typeof node === 'string' || typeof node === 'number';
}

function compares(condition: Extract<Condition, { kind: 'text' | 'number' }>, node: string | number): boolean {
  if (condition.kind === 'text') return condition.matches(String(node)) === condition.equal;
  const { operator, value, text } = condition;
  if (operator === '=') return typeof node === 'number' ? node === value : node === text;
  if (operator === '!=') return typeof node === 'number' ? node !== value : node !== text;
  if (typeof node !== 'number') return false;
  if (operator === '<') return node < value;
  if (operator === '<=') return node <= value;
  return operator === '>' ? node > value : node >= value;
}
