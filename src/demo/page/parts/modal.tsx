import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PageView } from '../../server/protocol.ts';
import { BlocksView } from '../blocks/index.tsx';
import { objects, words } from '../json.ts';
import { useModel, usePage } from '../state/page.ts';
import { type Choice, type Surface, SurfaceProvider } from '../surface.ts';
import { Dialog } from './dialog.tsx';
import { missingIn } from './missing.ts';

/** The topmost of a person's modals. */
export function TopModal(): JSX.Element | null {
  const top = useModel(({ modals }) => modals.at(-1));
  return top ? <Modal key={top.id} view={top} /> : null;
}

function Modal({ view: { id, payload, errors } }: { view: PageView }): JSX.Element {
  const { act } = usePage();
  const user = useModel(({ you }) => you);
  const [values, setValues] = useState<Readonly<Record<string, Choice>>>({});
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const blocks = objects(payload.blocks);
  const surface = useMemo<Surface>(
    () => ({
      act: (action) => void act({ do: 'click-view', user, viewId: id, ...action }),
      form: {
        values,
        enter: (actionId, choice) => setValues((before) => ({ ...before, [actionId]: choice })),
        errors: { ...errors, ...missing },
      },
    }),
    [id, user, values, errors, missing],
  );
  const submit = async () => {
    const empty = missingIn(blocks, values);
    setMissing(empty);
    if (Object.keys(empty).length > 0) return;
    setBusy(true);
    await act({ do: 'submit-view', user, viewId: id, values });
    setBusy(false);
  };
  const close = () => void act({ do: 'close-view', user, viewId: id });
  const submitWords = words(payload.submit);
  return (
    <Dialog
      title={words(payload.title)}
      onClose={close}
      foot={
        <>
          <button type="button" class="button" onClick={close}>
            {words(payload.close) || (submitWords ? 'Cancel' : 'Close')}
          </button>
          {submitWords ? (
            <button type="submit" form={id} class="button primary" disabled={busy}>
              {submitWords}
            </button>
          ) : null}
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SurfaceProvider value={surface}>
          <BlocksView blocks={blocks} />
        </SurfaceProvider>
      </form>
    </Dialog>
  );
}
