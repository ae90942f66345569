import type { JSX } from 'preact';
import { usePage, useUi } from '../state/page.ts';
import { useStore } from '../state/store.ts';

/** What went wrong, until it is put away; and that the connection is lost, while it is. */
export function Notices(): JSX.Element {
  const { live, show } = usePage();
  const notice = useUi((ui) => ui.notice);
  const lost = useStore(live, ({ connection }) => connection === 'lost');
  return (
    <div class="notices" role="status">
      {lost ? <p class="notice">The connection to the demo is lost. Trying again …</p> : null}
      {notice === undefined ? null : (
        <p class="notice">
          {notice}
          <button type="button" onClick={() => show({ notice: undefined })}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
