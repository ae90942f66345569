import type { JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { object, objects, text, words } from '../json.ts';
import { type Names, useNames } from '../names.ts';
import { type ElementProps, nameOf, useEntry } from '../surface.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Group {
  readonly label: string | undefined;
  readonly options: readonly Option[];
}

/** A menu of fixed options, of people, or of channels; with `multi_` before its type several can be chosen. */
export function Select(props: ElementProps): JSX.Element {
  const { element } = props;
  const names = useNames();
  const isMulti = text(element.type).startsWith('multi_');
  const [chosen, enter] = useEntry(props, isMulti ? initialMany(element) : initialOne(element));
  const placeholder = words(element.placeholder) || (isMulti ? 'Choose some' : 'Choose one');
  const values = typeof chosen === 'string' ? [chosen] : chosen;
  return (
    <select
      class={isMulti ? 'menu menu-many' : 'menu'}
      multiple={isMulti}
      {...nameOf(props, placeholder)}
      onChange={({ currentTarget }) => {
        const all = [...currentTarget.selectedOptions].map(({ value }) => value);
        enter(isMulti ? all : (all[0] ?? ''));
      }}
    >
      {isMulti ? null : (
        <option value="" disabled selected={values[0] === ''}>
          {placeholder}
        </option>
      )}
      {groupsOf(element, names).map(({ label, options }) =>
        label === undefined ? (
          options.map((one) => <Item key={one.value} option={one} values={values} />)
        ) : (
          <optgroup key={label} label={label}>
            {options.map((one) => (
              <Item key={one.value} option={one} values={values} />
            ))}
          </optgroup>
        ),
      )}
    </select>
  );
}

function Item({ option: { value, label }, values }: { option: Option; values: readonly string[] }): JSX.Element {
  return (
    <option value={value} selected={values.includes(value)}>
      {label}
    </option>
  );
}

function groupsOf(element: Json, { users, channels }: Names): readonly Group[] {
  const type = text(element.type);
  if (type.endsWith('users_select'))
    return [
      { label: undefined, options: [...users.values()].map(({ id, realName }) => ({ value: id, label: realName })) },
    ];
  if (type.endsWith('channels_select') || type.endsWith('conversations_select'))
    return [{ label: undefined, options: channels.map(({ id, name }) => ({ value: id, label: `#${name}` })) }];
  if (element.option_groups === undefined) return [{ label: undefined, options: optionsOf(element) }];
  return objects(element.option_groups).map((group) => ({ label: words(group.label), options: optionsOf(group) }));
}

function optionsOf(holder: Json): readonly Option[] {
  return objects(holder.options).map((option) => ({ value: text(option.value), label: words(option.text) }));
}

function initialOne(element: Json): string {
  const { initial_option, initial_user, initial_channel, initial_conversation } = element;
  return text(object(initial_option)?.value ?? initial_user ?? initial_channel ?? initial_conversation);
}

function initialMany(element: Json): readonly string[] {
  const ids = element.initial_users ?? element.initial_channels ?? element.initial_conversations;
  if (Array.isArray(ids)) return ids.map(text);
  return objects(element.initial_options).map((option) => text(option.value));
}
