import type { View } from '../blocks.ts';

/** What was typed, by whom, where. */
export interface Call {
  readonly text: string;
  readonly user: string;
  readonly channel: string;
  readonly channelName: string;
}

/** Says how far a long answer is. A response_url takes five messages: so few of these are sent, the others are dropped. */
export type Tell = (interim: View) => Promise<void>;

/** A slash command: its help at once, every other answer after the acknowledgement. Answers are private to the asker. */
export interface Command {
  /** With its slash, as in manifest.yml. */
  readonly name: string;
  readonly help: View;
  readonly run: (call: Call, tell: Tell) => Promise<View | undefined>;
}

/** Whether someone asks for help. */
export function asksForHelp(text: string): boolean {
  return /^(help|--help|-h|\?)$/i.test(text.trim());
}
