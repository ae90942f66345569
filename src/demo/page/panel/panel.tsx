import type { JSX } from 'preact';
import { Drawer } from '../parts/drawer.tsx';
import { Breakages } from './breakages.tsx';
import { Clock } from './clock.tsx';
import { Stories } from './stories.tsx';

/** What drives the demo: the clock, the stories with what is true beside what was said, and things to break. */
export function Panel(): JSX.Element {
  return (
    <Drawer side="panel" name="Demo">
      <Clock />
      <Stories />
      <Breakages />
    </Drawer>
  );
}
