import { randomBytes } from 'node:crypto';
import { checkView } from './blocks/check-blocks.ts';
import { APP } from './directory.ts';
import { fileReady } from './files.ts';
import { isJson, type Json, objectsIn } from './json.ts';
import { refusal, SlackError } from './slack-error.ts';
import { emit, type State, withIds } from './state.ts';
import type { View } from './types.ts';

/** Modals may lie three deep. */
const DEEPEST = 3;

/** A view as an app sent it. Throws `invalid_arguments` with what is wrong and where. */
export function readView(state: State, value: unknown, type?: View['type']): Json {
  const breaches = checkView(value, fileReady(state));
  if (breaches.length === 0 && isJson(value) && type && value.type !== type)
    breaches.push({ pointer: '/view/type', message: `must be ${type}` });
  if (breaches.length > 0 || !isJson(value)) throw refusal('invalid_arguments', breaches);
  return { ...value, blocks: withIds(state, objectsIn(value.blocks)) };
}

/** Shows a modal to a user, over `under` if given. Throws `push_limit_reached`. */
export function openView(state: State, user: string, payload: Json, under?: View): View {
  if (under && depthOf(state, under) >= DEEPEST) throw new SlackError('push_limit_reached');
  if (payload.external_id && byExternalId(state, payload.external_id)) throw new SlackError('duplicate_external_id');
  const id = state.nextId('V');
  const view: View = {
    id,
    user,
    type: payload.type === 'home' ? 'home' : 'modal',
    rootId: under?.rootId ?? id,
    ...(under ? { previousId: under.id } : {}),
    payload,
    hash: newHash(),
    state: { values: {} },
  };
  state.views.set(id, view);
  emit(state, { type: 'view-opened', view });
  return view;
}

/** Puts new content into a view. Throws `hash_conflict` if `hash` is given and no longer that of the view. */
export function changeView(state: State, view: View, payload: Json, hash?: string): void {
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
  view.payload = payload;
  view.hash = newHash();
  delete view.errors;
  emit(state, { type: 'view-updated', view });
}

/** Takes a modal away, and those on top of it. */
export function dropView(state: State, view: View): void {
  for (const other of [...state.views.values()]) if (other.previousId === view.id) dropView(state, other);
  state.views.delete(view.id);
  emit(state, { type: 'view-closed', view });
}

/** The Home tab of a user, if the app has published one. */
export function homeOf(state: State, user: string): View | undefined {
  return [...state.views.values()].find((view) => view.type === 'home' && view.user === user);
}

/** A view by its id or the app's own external id. Throws `not_found`. */
export function findView(state: State, args: Json): View {
  const view = state.views.get(String(args.view_id)) ?? byExternalId(state, args.external_id);
  if (!view) throw new SlackError('not_found');
  return view;
}

/** A view as the Web API and payloads show it. */
export function viewJson(view: View): Json {
  return {
    id: view.id,
    team_id: APP.teamId,
    app_id: APP.appId,
    bot_id: APP.botId,
    app_installed_team_id: APP.teamId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...(view.type === 'modal' ? { clear_on_close: false, notify_on_close: false, close: null, submit: null } : {}),
    ...view.payload,
    hash: view.hash,
    state: view.state,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
  };
}

function depthOf(state: State, view: View): number {
  const below = view.previousId ? state.views.get(view.previousId) : undefined;
  return below ? depthOf(state, below) + 1 : 1;
}

function byExternalId(state: State, externalId: unknown): View | undefined {
  if (!externalId) return undefined;
  return [...state.views.values()].find((view) => view.payload.external_id === externalId);
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}
