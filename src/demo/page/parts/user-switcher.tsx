import type { JSX } from 'preact';
import { useChosenUser } from '../state/chosen-user.ts';
import { useModel } from '../state/page.ts';

/** Chooses whose eyes one sees the workspace with. */
export function UserSwitcher(): JSX.Element {
  const you = useModel((model) => model.you);
  const users = useModel((model) => model.users);
  const choose = useChosenUser();
  return (
    <label class="switcher">
      <span>You are</span>
      <select value={you} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {[...users.values()]
          .filter(({ isBot }) => !isBot)
          .map(({ id, realName, role }) => (
            <option key={id} value={id} selected={id === you}>
              {realName} ({role})
            </option>
          ))}
      </select>
    </label>
  );
}
