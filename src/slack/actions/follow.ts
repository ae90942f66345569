import { UserError } from '../../domain/errors.ts';
import type { Follows } from '../../usecases/follow-logs.ts';
import type { Asker } from '../../usecases/log-rights.ts';
import type { Place } from '../../usecases/ports.ts';
import type { View } from '../blocks.ts';
import { LOGS_FOLLOW_EXTEND, LOGS_FOLLOW_HERE, LOGS_FOLLOW_STOP } from '../views/logs/refs.ts';
import type { Action, Click } from './action.ts';
import { askerOf } from './logs.ts';

/** Follows a target, by its reference, in a thread; gives what the one who clicked is told. */
export type FollowHere = (ref: string, asker: Asker, thread: Place) => Promise<View>;

/** The buttons on a message that follows logs; what they do the message itself shows. */
export function followActions(follows: Pick<Follows, 'stop' | 'extend'>, followHere: FollowHere): Action[] {
  return [
    {
      id: LOGS_FOLLOW_HERE,
      slow: true,
      run: (click) => {
        const { channel, threadTs: ts } = click;
        if (channel === undefined || ts === undefined) throw gone();
        return followHere(click.value, askerOf(click), { channel, ts });
      },
    },
    { id: LOGS_FOLLOW_STOP, run: async (click) => follows.stop(placeOf(click), click.user).then(() => undefined) },
    { id: LOGS_FOLLOW_EXTEND, run: async (click) => follows.extend(placeOf(click), click.user).then(() => undefined) },
  ];
}

function placeOf({ channel, messageTs: ts }: Click) {
  if (channel === undefined || ts === undefined) throw gone();
  return { channel, ts };
}

function gone(): UserError {
  return new UserError('That message is gone. Ask again with `/logs`.');
}
