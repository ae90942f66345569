import { UserError } from '../domain/errors.ts';
import type { FollowRights } from './follow-ports.ts';
import { channelSees, type RightsDeps, rightsOf } from './log-rights.ts';
import type { LogTarget } from './ports.ts';

/**
 * The rights of `/logs`, of every function that writes to the group; in a thread, the whole channel must have them too.
 * @param namesOf the functions of a target's log group
 */
export function createFollowRights(
  deps: () => RightsDeps,
  namesOf: (target: LogTarget) => Promise<readonly string[]>,
): FollowRights {
  return {
    async refusal({ shown, ...asker }, target) {
      const { name } = target;
      const names = await namesOf(target);
      try {
        const rights = await rightsOf(deps(), asker, name);
        for (const one of names) rights.demand(one);
      } catch (thrown) {
        if (thrown instanceof UserError) return thrown.message;
        throw thrown;
      }
      return shown === 'privately' || names.every((one) => channelSees(deps().allow, asker.channel, one))
        ? undefined
        : `Not everyone in this channel may see the logs of ${name}. Ask with \`/logs ${name} follow\` to see them alone.`;
    },
  };
}
