import { checkBlocks, checkView } from '../blocks/check-blocks.ts';
import type { Breach } from '../blocks/rules.ts';
import { APP } from '../directory.ts';
import { fileReady } from '../files.ts';
import { isJson, type Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Method, MethodContext } from './method.ts';

/** Methods about the app itself; `apps.connections.open` is with the sockets. */
export const appMethods: Readonly<Record<string, Method>> = {
  'api.test': { token: 'none', run: test },
  'auth.test': { token: 'bot', run: whoAmI },
  'blocks.validate': { token: 'bot', run: validate },
};

function test(_: MethodContext, args: Json): Json {
  if (typeof args.error === 'string') throw new SlackError(args.error, { args });
  return { args };
}

function whoAmI({ baseUrl }: MethodContext): Json {
  return {
    url: `${baseUrl}/`,
    team: APP.teamName,
    user: 'billhook',
    team_id: APP.teamId,
    user_id: APP.botUserId,
    bot_id: APP.botId,
    is_enterprise_install: false,
  };
}

/** Says what is wrong with exactly one of `blocks`, `message` and `view`. */
function validate({ state }: MethodContext, args: Json): Json {
  const { blocks, message, view } = args;
  const given = [blocks, message, view].filter((one) => one !== undefined);
  if (given.length !== 1) throw new SlackError('invalid_arguments');
  const ready = fileReady(state);
  if (view !== undefined) return verdict('invalid_view', checkView(view, ready, ''));
  if (blocks !== undefined) return verdict('invalid_blocks', checkBlocks(blocks, 'message', ready, ''));
  if (!isJson(message)) throw new SlackError('invalid_arguments');
  return verdict('invalid_message', checkBlocks(message.blocks ?? [], 'message', ready));
}

function verdict(code: string, breaches: readonly Breach[]): Json {
  if (breaches.length === 0) return {};
  const errors = breaches.map(({ pointer, message }) => ({ pointer, message, code: 'failed_constraint' }));
  throw new SlackError(code, { errors });
}
