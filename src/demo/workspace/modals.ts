import { type Choice, elementsOf, isEmpty, stateOf } from './actions.ts';
import { findUser } from './directory.ts';
import { isJson, objectsIn } from './json.ts';
import { interactionBy } from './payloads.ts';
import type { Wire } from './people.ts';
import { emit, type State } from './state.ts';
import { issueTrigger } from './triggers.ts';
import type { Delivery, View } from './types.ts';
import { changeView, dropView, openView, readView, viewJson } from './views.ts';

/**
 * Fills in a modal and submits it; `values` by action_id. What the app answers is done: errors, update, push, clear;
 * without an answer the modal closes. Throws where the person does not have the modal, or a needed input is empty.
 */
export async function submitView(
  { state, send }: Wire,
  { user: userName, viewId, values }: { user: string; viewId: string; values: Readonly<Record<string, Choice>> },
): Promise<Delivery> {
  const user = findUser(state.directory.users, userName);
  const view = modalOf(state, user.id, viewId);
  fillIn(view, values);
  const delivery = await send('interactive', {
    type: 'view_submission',
    ...interactionBy(user, issueTrigger(state, user.id)),
    view: viewJson(view),
    response_urls: [],
  });
  if (delivery.acked) obey(state, view, delivery.body);
  return delivery;
}

/** Closes a modal. The app hears of it if it asked to (`notify_on_close`). */
export async function closeView(
  { state, send }: Wire,
  { user: userName, viewId }: { user: string; viewId: string },
): Promise<Delivery | undefined> {
  const user = findUser(state.directory.users, userName);
  const view = modalOf(state, user.id, viewId);
  const clears = view.payload.clear_on_close === true;
  dropView(state, clears ? (state.views.get(view.rootId) ?? view) : view);
  if (view.payload.notify_on_close !== true) return undefined;
  const { trigger_id: _, ...by } = interactionBy(user, '');
  return send('interactive', { type: 'view_closed', ...by, view: viewJson(view), is_cleared: clears });
}

function modalOf(state: State, user: string, viewId: string): View {
  const view = state.views.get(viewId);
  if (view?.user !== user || view.type !== 'modal') throw new Error(`this person has no modal ${viewId} open`);
  return view;
}

function fillIn(view: View, values: Readonly<Record<string, Choice>>): void {
  const blocks = objectsIn(view.payload.blocks);
  const placed = elementsOf(blocks);
  for (const actionId of Object.keys(values))
    if (!placed.some(({ element }) => element.action_id === actionId))
      throw new Error(`the modal has no input with the action_id "${actionId}"`);
  const filled = stateOf(blocks, values);
  for (const { element, block } of placed) {
    const ofBlock = isJson(filled.values) ? filled.values[String(block.block_id)] : undefined;
    const content = isJson(ofBlock) ? ofBlock[String(element.action_id)] : undefined;
    if (block.type === 'input' && block.optional !== true && isJson(content) && isEmpty(element, content))
      throw new Error(`the input "${String(element.action_id)}" must be filled in`);
  }
  view.state = filled;
}

function obey(state: State, view: View, body: unknown): void {
  const answer = isJson(body) ? body : {};
  if (answer.response_action === 'errors') {
    view.errors = isJson(answer.errors) ? answer.errors : {};
    emit(state, { type: 'view-updated', view });
  } else if (answer.response_action === 'update') changeView(state, view, readView(state, answer.view, 'modal'));
  else if (answer.response_action === 'push') openView(state, view.user, readView(state, answer.view, 'modal'), view);
  else if (answer.response_action === 'clear') dropView(state, state.views.get(view.rootId) ?? view);
  else dropView(state, view);
}
