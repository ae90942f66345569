/** Which incident a message shows, and in what version: a click carries it back. */
export interface IncidentRef {
  readonly id: number;
  readonly version: number;
}

const REF = /^incident:(\d+):(\d+)$/;

/** As the id of a block, or the hidden data of a modal. */
export function writeRef({ id, version }: IncidentRef): string {
  return `incident:${id}:${version}`;
}

/** Reads what writeRef wrote; undefined of anything else. */
export function readRef(text: string): IncidentRef | undefined {
  const match = REF.exec(text);
  return match ? { id: Number(match[1]), version: Number(match[2]) } : undefined;
}
