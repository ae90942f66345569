import type { LogSearching } from '../../../usecases/log-report.ts';
import { actions, section, type View, view } from '../../blocks.ts';
import { cut } from '../../limits.ts';
import { mrkdwn } from '../../mrkdwn.ts';
import { counted } from './figures.ts';
import { LOGS_CANCEL } from './refs.ts';

const LONGEST_NAME = 150;

/** A search under way: how far it is, and a button that ends it. @param id by which the search is known */
export function searchingView(searching: LogSearching, id: string): View {
  const text = mrkdwn`*${cut(searching.name, LONGEST_NAME)}*: looking… ${progressWords(searching)} so far`;
  return view(text, section(text), actions({ text: 'Cancel', actionId: LOGS_CANCEL, value: id }));
}

function progressWords({ share, lines }: LogSearching): string {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return `${percent} % of the window searched, ${counted(lines, 'line')}`;
}
