import type { Invocation } from '../../../domain/logs/invocation.ts';
import type { LogReport } from '../../../usecases/log-report.ts';

/**
 * The request that was asked for by its id or the beginning of it: one invocation, or several where Lambda tried again.
 * Empty where it is not there; its neighbours may have been read too.
 */
export function invocationsAsked({ question: { ask }, invocations }: LogReport): readonly Invocation[] {
  if (ask.what !== 'request') return [];
  const first = invocations.find(({ requestId }) => requestId.startsWith(ask.id));
  return first ? invocations.filter(({ requestId }) => requestId === first.requestId) : [];
}
