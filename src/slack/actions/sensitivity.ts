import type { Sensitivity } from '../../usecases/choose-sensitivity.ts';
import { FEWER, KEEP, MORE } from '../views/day-one.ts';
import type { Action } from './action.ts';

/** The buttons on the first message; what they change is shown by the message itself. */
export function sensitivityActions(choose: (sensitivity: Sensitivity, by: string) => Promise<unknown>): Action[] {
  const action = (id: string, sensitivity: Sensitivity): Action => ({
    id,
    async run({ user }) {
      await choose(sensitivity, user);
      return undefined;
    },
  });
  return [action(FEWER, 'fewer'), action(KEEP, 'keep'), action(MORE, 'more')];
}
