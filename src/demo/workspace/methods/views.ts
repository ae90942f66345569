import { APP } from '../directory.ts';
import { type Json, textIn } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { useTrigger } from '../triggers.ts';
import { changeView, findView, homeOf, openView, readView, viewJson } from '../views.ts';
import type { Method, MethodContext } from './method.ts';

/** Methods that show modals and Home tabs. */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { token: 'bot', run: open },
  'views.push': { token: 'bot', run: push },
  'views.update': { token: 'bot', run: update },
  'views.publish': { token: 'bot', run: publish },
};

function open({ state }: MethodContext, args: Json): Json {
  const payload = readView(state, args.view, 'modal');
  return { view: viewJson(openView(state, useTrigger(state, args.trigger_id), payload)) };
}

function push({ state }: MethodContext, args: Json): Json {
  const payload = readView(state, args.view, 'modal');
  const user = useTrigger(state, args.trigger_id);
  const top = [...state.views.values()].filter((view) => view.type === 'modal' && view.user === user).at(-1);
  if (!top) throw new SlackError('not_found');
  return { view: viewJson(openView(state, user, payload, top)) };
}

function update({ state }: MethodContext, args: Json): Json {
  const view = findView(state, args);
  changeView(state, view, readView(state, args.view, view.type), textIn(args.hash));
  return { view: viewJson(view) };
}

function publish({ state }: MethodContext, args: Json): Json {
  const user = state.directory.users.get(String(args.user_id));
  if (!user || user.id === APP.botUserId) throw new SlackError('invalid_arguments');
  const payload = readView(state, args.view, 'home');
  const home = homeOf(state, user.id);
  if (home) changeView(state, home, payload, textIn(args.hash));
  return { view: viewJson(home ?? openView(state, user.id, payload)) };
}
