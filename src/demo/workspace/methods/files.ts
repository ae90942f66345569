import { readContent } from '../content.ts';
import { APP } from '../directory.ts';
import { fileJson, fileReady, PROCESSING_MS } from '../files.ts';
import { type Json, objectsIn, textIn } from '../json.ts';
import { post } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { StoredFile } from '../types.ts';
import { channelFor, countArgument, type Method, type MethodContext } from './method.ts';

const MAX_BYTES = 1024 ** 3;

/** Methods that take and show files. The bytes go to the address that the first returns. */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { token: 'bot', scope: 'files:write', run: uploadUrl },
  'files.completeUploadExternal': { token: 'bot', scope: 'files:write', run: complete },
  'files.info': { token: 'bot', scope: 'files:read', run: info },
};

function uploadUrl({ state, baseUrl }: MethodContext, args: Json): Json {
  const name = textIn(args.filename);
  if (!name || args.length === undefined) throw new SlackError('invalid_arguments');
  const length = countArgument(args, 'length', { usual: 0, max: MAX_BYTES });
  const id = state.nextId('F');
  const altText = textIn(args.alt_text) ?? textIn(args.alt_txt);
  state.files.set(id, { id, name, title: name, length, ...(altText ? { altText } : {}) });
  return { file_id: id, upload_url: `${baseUrl}/upload/v1/${id}` };
}

function complete(context: MethodContext, args: Json): Json {
  const { state, baseUrl } = context;
  const asked = objectsIn(args.files);
  if (asked.length === 0) throw new SlackError('invalid_arguments');
  const files = asked.map((one) => uploaded(context, one));
  const channel = textIn(args.channel_id) ? channelFor(state, args.channel_id) : undefined;
  if (channel && !channel.members.has(APP.botUserId)) throw new SlackError('not_in_channel');
  for (const file of files) file.readyAt ??= Date.now() + PROCESSING_MS;
  if (channel) {
    const thread = textIn(args.thread_ts);
    const content = readContent({ ...args, text: textIn(args.initial_comment) ?? ' ' }, fileReady(state));
    const message = post(state, { channel: channel.id, ...(thread ? { thread_ts: thread } : {}) }, content);
    message.files = files.map((file) => fileJson(file, baseUrl));
  }
  return { files: files.map((file) => fileJson(file, baseUrl)) };
}

function uploaded({ state }: MethodContext, asked: Json): StoredFile {
  const file = state.files.get(String(asked.id));
  if (!file?.content) throw new SlackError('file_not_found');
  file.title = textIn(asked.title) ?? file.title;
  return file;
}

function info({ state, baseUrl }: MethodContext, args: Json): Json {
  const file = state.files.get(String(args.file));
  if (!file || file.readyAt === undefined) throw new SlackError('file_not_found');
  return { file: fileJson(file, baseUrl) };
}
