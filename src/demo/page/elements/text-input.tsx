import type { JSX } from 'preact';
import { text, words } from '../json.ts';
import { type ElementProps, nameOf, useEntry } from '../surface.ts';

const TYPES: Readonly<Record<string, { readonly type: string; readonly mode?: 'decimal' | 'numeric' }>> = {
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
  number_input: { type: 'text', mode: 'decimal' },
};

/** Text, a number, an address: whatever is typed. */
export function TextInput(props: ElementProps): JSX.Element {
  const { element } = props;
  const [value, enter] = useEntry({ ...props, acts: false }, text(element.initial_value));
  const [, send] = useEntry(props, '');
  const kind = TYPES[text(element.type)];
  const common = {
    class: 'text-input',
    value: String(value),
    placeholder: words(element.placeholder),
    ...(typeof element.max_length === 'number' ? { maxLength: element.max_length } : {}),
    ...nameOf(props, words(element.placeholder) || 'Text'),
  };
  if (element.multiline === true)
    return <textarea rows={4} {...common} onInput={({ currentTarget }) => enter(currentTarget.value)} />;
  return (
    <input
      type={kind?.type ?? 'text'}
      {...(kind?.mode ? { inputMode: kind.mode } : {})}
      {...common}
      onInput={({ currentTarget }) => enter(currentTarget.value)}
      onKeyDown={(event) => {
        if (!props.acts || event.key !== 'Enter') return;
        event.preventDefault();
        send(event.currentTarget.value);
      }}
    />
  );
}
