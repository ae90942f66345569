import type { JSX } from 'preact';
import { text, words } from '../json.ts';
import { type ElementProps, nameOf, useEntry } from '../surface.ts';

/** A date. */
export function DatePicker(props: ElementProps): JSX.Element {
  return <Picker {...props} type="date" initial={text(props.element.initial_date)} />;
}

/** A time of day. */
export function TimePicker(props: ElementProps): JSX.Element {
  return <Picker {...props} type="time" initial={text(props.element.initial_time)} />;
}

function Picker({ type, initial, ...props }: ElementProps & { type: 'date' | 'time'; initial: string }): JSX.Element {
  const [value, enter] = useEntry(props, initial);
  return (
    <input
      class="menu"
      type={type}
      value={String(value)}
      {...nameOf(props, words(props.element.placeholder) || `Choose a ${type}`)}
      onChange={({ currentTarget }) => enter(currentTarget.value)}
    />
  );
}
