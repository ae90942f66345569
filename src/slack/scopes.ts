/** The bot scopes Billhook uses, each for a reason; manifest.yml asks for just these. */
export const SCOPES: Readonly<Record<string, string>> = {
  'chat:write': 'post alerts and digests, and edit them',
  commands: '/cost and /logs',
  'channels:read': 'find channels by name, and see whether one is shared with another company',
  'groups:read': 'the same for private channels the bot is in',
  'channels:history': 'look whether a message arrived before posting it again',
  'groups:history': 'the same in private channels',
  'im:write': 'keep a direct message up to date with `/logs f follow`',
  'files:write': 'send a long result of /logs as a file',
  'users:read': "the asker's time zone, and whether they are a guest",
  'usergroups:read': 'who is in a user group of logs.allow',
};
