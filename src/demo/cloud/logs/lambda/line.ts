import type { Invocation } from '../../../scenario/types.ts';

/** One line that Lambda or the function wrote, at an instant in ms. */
export interface Line {
  readonly at: number;
  readonly message: string;
}

/** When an invocation began to initialise, in whole ms; undefined where it started warm. */
export function initOf({ start, initMs }: Invocation): number | undefined {
  return initMs === undefined ? undefined : Math.floor(start.getTime() - initMs);
}

/** When an invocation ended, in whole ms. */
export function endOf({ start, durationMs }: Invocation): number {
  return Math.floor(start.getTime() + durationMs);
}

/** What the function wrote itself, as it stands in the scenario. */
export function ownLines({ start, lines }: Invocation): Line[] {
  return lines.map(({ afterMs, text }) => ({ at: Math.floor(start.getTime() + afterMs), message: text }));
}

/** Billed milliseconds: run and, since August 2025, initialisation, rounded up. */
export function billedMs({ durationMs, initMs = 0 }: Invocation): number {
  return Math.ceil(durationMs + initMs);
}

/** The runtime's version and its ARN, told from how the function writes: Python begins with the level in brackets. */
export function runtimeOf({ lines }: Invocation, region: string): { version: string; arn: string } {
  const version = lines[0]?.text.startsWith('[') ? 'python:3.13.v42' : 'nodejs:22.v61';
  return { version, arn: `arn:aws:lambda:${region}::runtime:${'5e2b91c7'.repeat(8)}` };
}
