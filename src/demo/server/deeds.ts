import { z } from 'zod';
import type { Choice } from '../workspace/index.ts';
import { BREAKAGES, type Deed, type Done } from './protocol.ts';
import type { World } from './world.ts';

const person = { user: z.string() };
const element = {
  actionId: z.string(),
  blockId: z.string(),
  value: z.string().optional(),
  selected: z.string().optional(),
};
const choice: z.ZodType<Choice> = z.union([z.string(), z.array(z.string())]);

const deed = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), ...person, channel: z.string(), text: z.string().min(1) }),
  z.object({ do: z.literal('click'), ...person, channel: z.string(), ts: z.string(), ...element }),
  z.object({ do: z.literal('click-view'), ...person, viewId: z.string(), ...element }),
  z.object({ do: z.literal('submit-view'), ...person, viewId: z.string(), values: z.record(z.string(), choice) }),
  z.object({ do: z.literal('close-view'), ...person, viewId: z.string() }),
  z.object({ do: z.literal('open-home'), ...person }),
  z.object({ do: z.literal('clock'), action: z.enum(['run', 'pause', 'step', 'restart']) }),
  z.object({ do: z.literal('break'), what: z.enum(BREAKAGES), on: z.boolean() }),
  z.object({ do: z.literal('kill') }),
]);

/** A deed from the page; throws where it is none. */
export function parseDeed(value: unknown): Deed | z.output<typeof deed> {
  return deed.parse(value);
}

type Parsed = ReturnType<typeof parseDeed>;

/** Does what a person did. What goes wrong comes back in words. */
export async function perform(world: World, deed: Parsed, restart: () => Promise<void>): Promise<Done> {
  const { workspace } = world.organisation;
  switch (deed.do) {
    case 'say':
      return say(world, deed);
    case 'click': {
      const { user, channel, ts, actionId } = deed;
      return told(await workspace.click({ user, channel, ts, actionId, ...chosen(deed) }));
    }
    case 'click-view': {
      const { user, viewId, actionId } = deed;
      return told(await workspace.click({ user, viewId, actionId, ...chosen(deed) }));
    }
    case 'submit-view': {
      const { user, viewId, values } = deed;
      return told(await workspace.submitView({ user, viewId, values: values as Readonly<Record<string, Choice>> }));
    }
    case 'close-view':
      await workspace.closeView({ user: deed.user, viewId: deed.viewId });
      return { ok: true };
    case 'open-home':
      return told(await workspace.openHome(deed.user));
    case 'clock':
      return turnClock(world, deed.action, restart);
    case 'break':
      world.breakages.set(deed.what, deed.on);
      return { ok: true };
    case 'kill':
      await world.kill();
      return { ok: true };
  }
}

function chosen({ value, selected }: { readonly value?: string | undefined; readonly selected?: string | undefined }) {
  return { ...(value === undefined ? {} : { value }), ...(selected === undefined ? {} : { selected }) };
}

function told({ acked, error }: { readonly acked: boolean; readonly error?: string }): Done {
  return acked ? { ok: true } : { ok: false, error: `Billhook did not answer (${error ?? 'no word'}). Is it running?` };
}

async function say(
  { organisation: { workspace } }: World,
  { user, channel, text }: Parsed & { do: 'say' },
): Promise<Done> {
  const match = /^(\/\S+)\s*(.*)$/s.exec(text.trim());
  if (!match) {
    workspace.shout({ user, channel, text });
    return { ok: true };
  }
  const [, command = '', rest = ''] = match;
  // The person sees the failure in the channel, as in Slack.
  await workspace.slash({ user, channel, command, text: rest });
  return { ok: true };
}

async function turnClock(
  world: World,
  action: 'run' | 'pause' | 'step' | 'restart',
  restart: () => Promise<void>,
): Promise<Done> {
  if (action === 'run') world.run();
  else if (action === 'pause') world.pause();
  else if (action === 'step') await world.step();
  else await restart();
  return { ok: true };
}
