import type {
  Activity,
  Load,
  Settings,
  SilenceFacts,
  Snapshot,
  TrailEvent,
} from '../../../src/domain/logs/silence/facts.ts';

export const at = (time: string) => new Date(`2026-11-17T${time}Z`);

export function load(more: Partial<Load> = {}): Load {
  return {
    hours: 2,
    invocations: 120,
    errors: 0,
    throttles: 0,
    durationP50: 240,
    concurrencyMax: 1,
    ...more,
  };
}

export function activity(now: Partial<Load>, usual: Partial<Load> = {}): { value: Activity } {
  return { value: { now: load(now), since: load(now), usual: load(usual), usualSince: load(usual) } };
}

export function settings(more: Partial<Settings> & { readonly names?: readonly string[] } = {}): Settings {
  const { names = ['BRIDGE_QUEUE', 'BRIDGE_TARGET_URL', 'LOG_LEVEL'], ...rest } = more;
  return {
    lastModified: undefined,
    memoryMb: 256,
    timeoutSeconds: 10,
    logLevel: 'INFO',
    codeHash: 'code',
    role: 'role',
    reservedConcurrency: undefined,
    environment: new Map(names.map((name) => [name, `hash of ${name}`])),
    state: 'Active',
    ...rest,
  };
}

export function snapshot(takenAt: string, seenAt: string, more: Settings = settings()): Snapshot {
  return { takenAt: at(takenAt), seenAt: at(seenAt), settings: more };
}

export function trail(time: string, event = 'UpdateFunctionConfiguration20150331v2', more: Partial<TrailEvent> = {}) {
  return { at: at(time), event, actor: 'ana.k', through: 'console', ...more };
}

export const RENAMED = settings({ names: ['BRIDGE_QUEUE', 'BRIDGE_URL', 'LOG_LEVEL'] });

/** The story of message-bridge: it runs, returns at once, and says nothing since its environment was changed. */
export function bridgeFacts(more: Partial<SilenceFacts> = {}): SilenceFacts {
  return {
    name: 'message-bridge',
    group: '/aws/lambda/message-bridge',
    isFunction: true,
    zone: 'Europe/Berlin',
    now: at('11:53:30'),
    window: { from: at('09:53:30'), to: at('11:53:30') },
    platformLines: 348,
    isTraced: true,
    logGroup: { value: { logClass: 'STANDARD', lastEventAt: at('11:53:07') } },
    lastOwn: { value: { at: at('08:41:07'), usualGapMs: 352_000 } },
    lookedBackTo: at('03:53:30'),
    isSampled: false,
    againAt: undefined,
    activity: activity({ invocations: 116, durationP50: 3.1 }),
    settings: { value: RENAMED },
    snapshots: [snapshot('00:00:04', '08:00:04'), snapshot('09:00:03', '11:00:03', RENAMED)],
    changes: { value: [trail('08:38:00')] },
    changesFrom: undefined,
    triggers: { value: [{ what: 'queue bridge-inbox', enabled: true }] },
    ...more,
  };
}
