/** Text with its secrets hidden, and how many there were. */
export interface Redacted {
  readonly text: string;
  readonly hidden: number;
}

// Every quantifier is bounded or over a class that its successor cannot match: each rule takes linear time.
const RULES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'AWS key id', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: 'Slack token', pattern: /\bxox[abeprs]-[\w-]{10,250}/g },
  { name: 'Slack token', pattern: /\bxapp-[\w-]{10,250}/g },
  { name: 'GitHub token', pattern: /\bgh[oprsu]_[A-Za-z0-9]{30,250}\b/g },
  { name: 'JWT', pattern: /(?<![\w-])(?:[\w-]{0,20}-)?eyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,1000}/g },
  {
    name: 'private key',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s\\n]{0,5000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  { name: 'password in an address', pattern: /(?<=[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,100}:)[^\s@/]{1,200}(?=@)/g },
  {
    name: 'signature',
    pattern:
      /(?<=[?&](?:X-Amz-Signature|X-Amz-Security-Token|X-Amz-Credential|Signature|sig|token)=)[^&\s"']{8,4000}/gi,
  },
  { name: 'bearer', pattern: /(?<=\b(?:Bearer|bearer|Basic) )[\w.~+/=-]{12,4000}/g },
  {
    name: 'secret',
    pattern:
      /(?<=(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)[\w-]{0,20}\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)[^\s"',;&]{4,500}/gi,
  },
];

/** Hides what looks like a secret. Runs before a line is shown, stored or logged. */
export function redact(text: string): Redacted {
  let hidden = 0;
  let clean = text;
  for (const { name, pattern } of RULES)
    clean = clean.replace(pattern, (found) => {
      // What an earlier rule left in a place where this one looks, up to its first blank.
      if (found === '[hidden:') return found;
      hidden++;
      return `[hidden: ${name}]`;
    });
  return { text: clean, hidden };
}
