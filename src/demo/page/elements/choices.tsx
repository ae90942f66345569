import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Json } from '../../server/protocol.ts';
import { object, objects, text } from '../json.ts';
import { type ElementProps, nameOf, useEntry } from '../surface.ts';
import { TextView } from '../text/text-view.tsx';

/** Radio buttons: one of the options. */
export function RadioButtons(props: ElementProps): JSX.Element {
  const [chosen, enter] = useEntry(props, text(object(props.element.initial_option)?.value));
  return <Choices {...props} type="radio" chosen={[String(chosen)]} onPick={(value) => enter(value)} />;
}

/** Checkboxes: any of the options. */
export function Checkboxes(props: ElementProps): JSX.Element {
  const initial = objects(props.element.initial_options).map((option) => text(option.value));
  const [entered, enter] = useEntry(props, initial);
  const chosen = typeof entered === 'string' ? [entered] : entered;
  const toggle = (value: string, on: boolean) => enter(on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return <Choices {...props} type="checkbox" chosen={chosen} onPick={toggle} />;
}

interface ChoicesProps extends ElementProps {
  readonly type: 'radio' | 'checkbox';
  readonly chosen: readonly string[];
  readonly onPick: (value: string, on: boolean) => void;
}

function Choices({ type, chosen, onPick, ...props }: ChoicesProps): JSX.Element {
  const id = useId();
  return (
    <div class="choices" role={type === 'radio' ? 'radiogroup' : 'group'} {...nameOf(props, 'Choices')}>
      {objects(props.element.options).map((option) => (
        <label key={text(option.value)}>
          <input
            type={type}
            name={id}
            value={text(option.value)}
            checked={chosen.includes(text(option.value))}
            onChange={({ currentTarget }) => onPick(currentTarget.value, currentTarget.checked)}
          />
          <span>
            <Words of={object(option.text)} />
            {option.description ? (
              <small>
                <Words of={object(option.description)} />
              </small>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}

function Words({ of }: { of: Json | undefined }): JSX.Element | null {
  return of ? <TextView of={of} /> : null;
}
