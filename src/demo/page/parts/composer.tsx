import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { PageChannel } from '../../server/protocol.ts';
import { useModel, usePage } from '../state/page.ts';
import { commandOf, matching } from './completion.ts';
import { Suggestions } from './suggestions.tsx';

/** The message box: messages and slash commands, with completion; the up arrow brings back what was sent last. */
export function Composer({ channel, name }: { channel: PageChannel; name: string }): JSX.Element {
  const { act } = usePage();
  const user = useModel(({ you }) => you);
  const commands = useModel((model) => model.commands);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const last = useRef('');
  const id = useId();
  const found = dismissed ? [] : matching(commands, typed);
  const active = found[Math.min(at, found.length - 1)];
  const hint = commandOf(commands, typed);

  const type = (next: string) => {
    setTyped(next);
    setAt(0);
    setDismissed(false);
  };
  const send = () => {
    const text = typed.trim();
    if (!text) return;
    last.current = text;
    type('');
    void act({ do: 'say', user, channel: channel.id, text });
  };
  const press = (event: JSX.TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    const taken = active ? choose(event.key) : event.key === 'ArrowUp' && recall();
    if (!taken && event.key === 'Enter' && !event.shiftKey && !event.isComposing) send();
    else if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const recall = (): boolean => {
    if (typed !== '' || !last.current) return false;
    type(last.current);
    return true;
  };
  const choose = (key: string): boolean => {
    const count = found.length;
    if (key === 'ArrowDown') setAt((at + 1) % count);
    else if (key === 'ArrowUp') setAt((at - 1 + count) % count);
    else if (key === 'Escape') setDismissed(true);
    else if (active && (key === 'Tab' || (key === 'Enter' && active.name !== typed))) type(`${active.name} `);
    else return false;
    return true;
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Suggestions id={id} commands={found} active={active} onPick={(picked) => type(`${picked.name} `)} />
      {hint && found.length === 0 ? (
        <p class="hint-line" id={`${id}-hint`}>
          <strong>{hint.name}</strong> {hint.hint} <span class="muted">{hint.description}</span>
        </p>
      ) : null}
      <div class="box">
        <textarea
          id="composer"
          rows={1}
          value={typed}
          placeholder={`Message ${name}`}
          aria-label={`Message ${name}`}
          aria-autocomplete="list"
          aria-controls={id}
          {...(active ? { 'aria-activedescendant': `${id}-${active.name}` } : {})}
          {...(hint && !active ? { 'aria-describedby': `${id}-hint` } : {})}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={press}
        />
        <button type="submit" class="send" aria-label="Send message" disabled={!typed.trim()}>
          ➤
        </button>
      </div>
    </form>
  );
}
