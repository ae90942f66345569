import type { LateData } from '../domain/message.ts';
import type { Clock, Memory, Outbox } from './ports.ts';

const LATE = 'late-data';

interface Deps {
  readonly memory: Memory;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly alertsChannel: string;
}

/** Says once that the bill is late, keeps that message true, and says on it when the bill is there again. */
export async function tellLateData(deps: Deps, stale: Pick<LateData, 'newest' | 'reason'> | undefined): Promise<void> {
  const known = await recall(deps.memory);
  const now = deps.clock().toISOString();
  if (stale) {
    // Named by the day on which the bill stopped, so that a check cut short between the two writes says nothing twice.
    const subject = known?.subject ?? `late-data:${stale.newest}`;
    const late = { ...stale, noticedAt: known?.late.noticedAt ?? now, overAt: undefined };
    if (known && known.late.newest === late.newest && known.late.reason === late.reason) return;
    await put(deps, known ? 'edit' : 'post', { subject, late });
    await deps.memory.remember(LATE, { subject, late } satisfies Told);
  } else if (known) {
    await put(deps, 'edit', { ...known, late: { ...known.late, overAt: now } });
    await deps.memory.remember(LATE, null);
  }
}

/** Whether the bill is late at present. */
export async function isDataLate(memory: Memory): Promise<boolean> {
  return (await recall(memory)) !== undefined;
}

/** What was said, and in which message. */
interface Told {
  readonly subject: string;
  readonly late: LateData;
}

async function put({ outbox, alertsChannel, clock }: Deps, action: 'post' | 'edit', { subject, late }: Told) {
  const message = { kind: 'late-data', late } as const;
  await outbox.put([{ subject, action, channel: alertsChannel, message }], clock());
}

async function recall(memory: Memory): Promise<Told | undefined> {
  const value = await memory.recall(LATE);
  return isTold(value) ? value : undefined;
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'subject' in value && 'late' in value;
}
