import type { Snapshot } from '../../server/protocol.ts';

export type Command = Snapshot['commands'][number];

/** The commands that what was typed may become; none once there is a space or another beginning. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  if (!/^\/\S*$/.test(typed)) return [];
  return commands.filter(({ name }) => name.startsWith(typed.toLowerCase()));
}

/** The command whose words are being typed. */
export function commandOf(commands: readonly Command[], typed: string): Command | undefined {
  return commands.find(({ name }) => typed.startsWith(`${name} `) || typed === name);
}
