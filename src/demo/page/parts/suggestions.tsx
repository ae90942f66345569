import type { JSX } from 'preact';
import type { Command } from './completion.ts';

interface Props {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly active: Command | undefined;
  readonly onPick: (command: Command) => void;
}

/** The commands that fit what was typed. The keys are read by the message box, which keeps the focus. */
export function Suggestions({ id, commands, active, onPick }: Props): JSX.Element {
  return (
    <div id={id} class="suggestions" role="listbox" aria-label="Commands" hidden={commands.length === 0}>
      {commands.map((command) => (
        <div
          key={command.name}
          id={`${id}-${command.name}`}
          class="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={command === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(command);
          }}
        >
          <span>
            <strong>{command.name}</strong> {command.hint}
          </span>
          <span class="muted">{command.description}</span>
        </div>
      ))}
    </div>
  );
}
