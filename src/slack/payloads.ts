import type { BlockAction, BlockElementAction, ViewSubmitAction } from '@slack/bolt';
import type { Click, Submission } from './actions/action.ts';

/** What Slack sends of a click, as far as we need it. */
export function clickOf(acted: BlockElementAction, { user, trigger_id, channel, message }: BlockAction): Click {
  return {
    value: 'value' in acted && typeof acted.value === 'string' ? acted.value : '',
    user: user.id,
    blockId: acted.block_id,
    chosen: chosenIn(acted),
    triggerId: trigger_id,
    channel: channel?.id,
    channelName: channel?.name,
    messageTs: message?.ts,
    threadTs: typeof message?.thread_ts === 'string' ? message.thread_ts : undefined,
  };
}

function chosenIn(acted: BlockElementAction): string | undefined {
  if (acted.type === 'static_select' || acted.type === 'overflow') return acted.selected_option?.value;
  return acted.type === 'users_select' ? acted.selected_user : undefined;
}

/** What Slack sends of a form. Each input stands in a block of its own, by the same name. */
export function submissionOf({ user, view }: ViewSubmitAction): Submission {
  const entries = Object.entries(view.state.values).map(([name, inputs]) => {
    const input = inputs[name];
    // A date that was taken out again is null in Slack, and empty in other clients.
    return [name, input?.value || input?.selected_date || undefined] as const;
  });
  return { user: user.id, metadata: view.private_metadata, values: Object.fromEntries(entries) };
}
