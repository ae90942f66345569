/** What a form of the query protocol says: text, lists and structures. */
export type FormValue = string | readonly FormValue[] | { readonly [member: string]: FormValue };

type Node = string | Map<string, Node>;

/**
 * The members of a form, out of keys such as `Tags.member.2.Key`. Lists are in the order of their numbers, gaps left out.
 * Undefined where a key is both a value and a structure.
 */
export function readForm(parameters: URLSearchParams): FormValue | undefined {
  const root = new Map<string, Node>();
  for (const [key, text] of parameters) if (!put(root, key.split('.'), text)) return undefined;
  return treeOf(root);
}

function put(root: Map<string, Node>, path: readonly string[], text: string): boolean {
  let node = root;
  for (const step of path.slice(0, -1)) {
    const next = node.get(step) ?? new Map<string, Node>();
    if (typeof next === 'string') return false;
    node.set(step, next);
    node = next;
  }
  const last = path.at(-1) ?? '';
  if (node.get(last) instanceof Map) return false;
  node.set(last, text);
  return true;
}

function treeOf(node: Node): FormValue {
  if (typeof node === 'string') return node;
  const members = node.size === 1 ? node.get('member') : undefined;
  if (members instanceof Map && [...members.keys()].every((number) => /^[1-9]\d*$/.test(number)))
    return [...members].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => treeOf(item));
  return Object.fromEntries([...node].map(([member, value]) => [member, treeOf(value)]));
}
