import { randomBytes } from 'node:crypto';
import type { Memory } from './ports.ts';

const NAME = 'hash-salt';

/** What values are hashed with before they are compared: 32 random bytes in hex, made once in an installation's life. */
export async function hashSalt(memory: Memory): Promise<string> {
  const kept = await memory.recall(NAME);
  if (typeof kept === 'string') return kept;
  await memory.remember(NAME, randomBytes(32).toString('hex'));
  // Of two that make one at once both take the last.
  return hashSalt(memory);
}
