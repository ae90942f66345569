import type { ComponentType, JSX } from 'preact';
import { Undrawable } from '../blocks/undrawable.tsx';
import { text } from '../json.ts';
import type { ElementProps } from '../surface.ts';
import { Button } from './button.tsx';
import { Checkboxes, RadioButtons } from './choices.tsx';
import { Image } from './image.tsx';
import { Overflow } from './overflow.tsx';
import { DatePicker, TimePicker } from './picker.tsx';
import { Select } from './select.tsx';
import { TextInput } from './text-input.tsx';

/** Every element that can be drawn, by its type. */
const ELEMENTS: Readonly<Record<string, ComponentType<ElementProps>>> = {
  button: Button,
  overflow: Overflow,
  image: Image,
  static_select: Select,
  multi_static_select: Select,
  users_select: Select,
  multi_users_select: Select,
  channels_select: Select,
  multi_channels_select: Select,
  conversations_select: Select,
  multi_conversations_select: Select,
  datepicker: DatePicker,
  timepicker: TimePicker,
  radio_buttons: RadioButtons,
  checkboxes: Checkboxes,
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
};

/** Draws an element, or says that it cannot. */
export function ElementView(props: ElementProps): JSX.Element {
  const type = text(props.element.type);
  const Known = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  return Known ? <Known {...props} /> : <Undrawable what="element" type={type} />;
}
