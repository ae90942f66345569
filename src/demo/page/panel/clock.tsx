import type { JSX } from 'preact';
import { useModel, usePage } from '../state/page.ts';
import { fullDay, timeAndZone } from '../times.ts';

/** The simulated organisation's clock. */
export function Clock(): JSX.Element {
  const { act } = usePage();
  const { running, busy } = useModel(({ clock }) => clock);
  const turn = (action: 'run' | 'pause' | 'step' | 'restart') => void act({ do: 'clock', action });
  return (
    <section class="clock" aria-labelledby="clock-name">
      <h2 id="clock-name">Clock</h2>
      <Face />
      <div class="buttons">
        <button type="button" class="button primary" onClick={() => turn(running ? 'pause' : 'run')}>
          {running ? 'Pause' : 'Run'}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => turn('step')}>
          {busy ? 'Stepping …' : 'Step to next event'}
        </button>
        <button type="button" class="button" onClick={() => turn('restart')}>
          Start over
        </button>
      </div>
    </section>
  );
}

function Face(): JSX.Element {
  const { now, begins, ends } = useModel(({ clock }) => clock);
  const [from, to] = [Date.parse(begins), Date.parse(ends)];
  const part = to > from ? Math.min(1, Math.max(0, (Date.parse(now) - from) / (to - from))) : 0;
  return (
    <>
      <p class="face" data-testid="clock">
        <span>{fullDay(now)}</span> <strong>{timeAndZone(now)}</strong>
      </p>
      <progress value={part} max={1} aria-label="How much of the simulated time has passed" />
    </>
  );
}
