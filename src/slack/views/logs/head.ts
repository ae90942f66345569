import { hasFailed, type Invocation } from '../../../domain/logs/invocation.ts';
import { cut } from '../../limits.ts';
import { formatMs, grouped } from './figures.ts';

/** A failure in a head; the trace stands below it. */
const LONGEST_ERROR = 200;

const FAILURES: Readonly<Record<string, string>> = {
  error: '✗ failed',
  timeout: '✗ timed out',
  'out-of-memory': '✗ out of memory',
};

/**
 * What the platform's lines say of an invocation, in one line without markup: `14:06:07.123 ✗ timed out · 3.0 s · billed 3,000 ms ·
 * memory 145 of 512 MB · cold start 412 ms · 8f3c1a2b…`.
 * @param id the request id as it is to be shown
 */
export function headOf(invocation: Invocation, time: string, id: string): string {
  const { durationMs, billedMs, initMs, outcome } = invocation;
  const failure = FAILURES[outcome];
  const parts = [
    durationMs === undefined ? undefined : formatMs(durationMs),
    billedMs === undefined ? undefined : `billed ${grouped(billedMs)} ms`,
    memoryWords(invocation),
    initMs === undefined ? undefined : `cold start ${formatMs(initMs)}`,
    outcome === 'running' ? 'no report in this window' : undefined,
    outcome === 'partial' ? 'not whole: only a part of it was read' : undefined,
    id,
    errorWords(invocation),
  ].filter((part) => part !== undefined);
  return `${time} ${failure ? `${failure} · ` : ''}${parts.join(' · ')}`;
}

function memoryWords({ usedMb, memoryMb }: Invocation): string | undefined {
  if (memoryMb === undefined) return undefined;
  return usedMb === undefined ? `memory of ${memoryMb} MB` : `memory ${usedMb} of ${memoryMb} MB`;
}

/** What Lambda said of the failure; what the function wrote of it stands in its own lines. */
function errorWords(invocation: Invocation): string | undefined {
  const { error, own, outcome } = invocation;
  if (!hasFailed(invocation) || outcome === 'timeout' || error === undefined) return undefined;
  return own.some(({ text }) => text.includes(error)) ? undefined : cut(error, LONGEST_ERROR);
}
