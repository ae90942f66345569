import type { JSX } from 'preact';
import type { StoryState } from '../../server/protocol.ts';
import { memo } from '../memo.ts';
import { useModel } from '../state/page.ts';
import { dayAndTime } from '../times.ts';
import { Said } from './said.tsx';

const PHASES: Readonly<Record<StoryState['phase'], string>> = {
  'to come': 'To come',
  'under way': 'Under way',
  over: 'Over',
};

/** The five stories of the scenario. */
export function Stories(): JSX.Element {
  const stories = useModel((model) => model.stories);
  return (
    <section aria-labelledby="stories-name">
      <h2 id="stories-name">Stories</h2>
      {stories.map((story) => (
        <Story key={story.name} story={story} />
      ))}
    </section>
  );
}

const Story = memo(
  ({ story: { name, title, begins, phase, truth, said } }: { story: StoryState }): JSX.Element => (
    <article class="story" data-testid="story" data-story={name} data-found={said.length > 0} aria-label={name}>
      <h3>
        {name} <span class={`phase phase-${phase.replace(' ', '-')}`}>{PHASES[phase]}</span>
      </h3>
      <p>{title}</p>
      {phase === 'to come' ? (
        <p class="muted">Begins {dayAndTime(begins)}.</p>
      ) : (
        <div class="beside">
          <div>
            <h4>What is true</h4>
            <dl>
              {truth.map(({ label, words }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </div>
          <div>
            <h4>What Billhook has said</h4>
            <Said said={said} />
          </div>
        </div>
      )}
    </article>
  ),
);
