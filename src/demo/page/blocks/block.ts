import type { Json } from '../../server/protocol.ts';

/** What every block is drawn from. */
export interface BlockProps {
  readonly block: Json;
}
