import type { JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { object, text, words } from '../json.ts';
import { TextView } from '../text/text-view.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly confirm: Json;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before an action is sent. */
export function ConfirmDialog({ confirm, onYes, onNo }: Props): JSX.Element {
  const question = object(confirm.text);
  return (
    <Dialog
      title={words(confirm.title) || 'Are you sure?'}
      onClose={onNo}
      foot={
        <>
          <button type="button" class="button" onClick={onNo}>
            {words(confirm.deny) || 'Cancel'}
          </button>
          <button type="button" class={`button ${text(confirm.style) || 'primary'}`} onClick={onYes}>
            {words(confirm.confirm) || 'Yes'}
          </button>
        </>
      }
    >
      <div class="text">{question ? <TextView of={question} /> : null}</div>
    </Dialog>
  );
}
