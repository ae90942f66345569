/** What a name says of its value: how it is written, and from when on it is worth hiding. */
export type NameKind = 'password' | 'token' | 'code' | 'signature' | 'header' | 'cookie' | 'set-cookie';

/** A part of each name that has a kind; the cheap test before. */
export const NAME_PART =
  /pass|pwd|secret|token|key|cred|auth|cookie|signature|sig|otp|cvv|cvc|pin|jwt|bearer|csrf|xsrf|hmac|kennwort|mnemonic/i;

const PASSWORD = /(?:password|passwd|pwd|passphrase|passcode|passwort|kennwort|mnemonic)$/;
const TOKEN = /(?:token|secret|secrets|jwt|bearer|csrf|xsrf|credential|credentials|creds|pass)$/;
const JOINED_KEY =
  /(?:api|access|secret|private|account|auth|signing|encryption|master|license|app|application|subscription)keys?$/;
/** What a key is of, if it is to be kept: a primary key or a cache key is not. */
const KEY_OF = new Set(
  'api access secret private account auth signing sign encryption encrypt master license licence app application subscription shared storage service webhook session admin ssh hmac crypto deploy consumer client function functions host rsa aes jwt cipher data integration ingest write user'.split(
    ' ',
  ),
);
/** Tokens that give no right: places in a list, words of a language, numbers of a request. */
const HARMLESS_TOKEN = new Set(
  'next page pagination paging continuation continue sync delta scroll resume prev previous cancellation cancel stop start begin end eos bos pad idempotency request placeholder max min num unexpected syntax lexer unknown cursor position forward backward starting mask special'.split(
    ' ',
  ),
);
/** What may stand behind the telling word without changing what it says. */
const TAIL = new Set(
  'value text plain plaintext raw old new current previous prev prod production dev staging test live local default main primary secondary backup b64 base64 string str param hash hashed env encoded binary confirm confirmation'.split(
    ' ',
  ),
);

const remembered = new Map<string, NameKind | undefined>();
/** Names come again and again; more different ones than this are made up by chance. */
const MOST_REMEMBERED = 5_000;

/** What a name such as `DB_PASSWORD`, `x-api-key` or `clientSecret` says of its value; undefined for all others. */
export function kindOf(name: string): NameKind | undefined {
  if (remembered.has(name)) return remembered.get(name);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const kind = kindOfWords(wordsOf(name));
  remembered.set(name, kind);
  return kind;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?<=[a-z])\d+$/, ''))
    .filter((word) => word !== '');
}

function kindOfWords(words: string[]): NameKind | undefined {
  while (words.length > 1 && (TAIL.has(words.at(-1) ?? '') || /^\d+$/.test(words.at(-1) ?? ''))) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (last === 'authorization') return 'header';
  if (last === 'cookie' || last === 'cookies') return before === 'set' ? 'set-cookie' : 'cookie';
  if (PASSWORD.test(last) || (last === 'word' && before === 'pass')) return 'password';
  if (last === 'signature' || last === 'sig' || last === 'hmac' || last === 'auth') return 'signature';
  if (/^(?:t?otp|cvv2?|cvc2?|pin)$/.test(last)) return 'code';
  if (/^keys?$/.test(last)) return KEY_OF.has(before) ? 'token' : undefined;
  if (JOINED_KEY.test(last)) return 'token';
  if (/^secret$/.test(before) && last === 'id') return 'token';
  return TOKEN.test(last) && !HARMLESS_TOKEN.has(before) ? 'token' : undefined;
}
