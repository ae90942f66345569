import type { JSX } from 'preact';
import { usePage, useUi } from '../state/page.ts';
import { Dialog } from './dialog.tsx';

const SHORTCUTS: readonly (readonly [string, string])[] = [
  ['?', 'This list'],
  ['/', 'Go to the message box'],
  ['Alt + ↑, Alt + ↓', 'The channel above, the channel below'],
  ['Alt + R', 'Run or pause the clock'],
  ['Alt + S', 'Step to the next event'],
  ['↑ in an empty message box', 'What you sent last'],
  ['Tab or Enter', 'Take the command that is suggested'],
  ['Esc', 'Close the dialog, the thread, the drawer or the suggestions'],
];

/** The keys that do something. */
export function Help(): JSX.Element | null {
  const { show } = usePage();
  const shown = useUi(({ showsHelp }) => showsHelp);
  if (!shown) return null;
  return (
    <Dialog title="Keyboard shortcuts" onClose={() => show({ showsHelp: false })}>
      <dl class="shortcuts">
        {SHORTCUTS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
