const PEM = `${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}`;
const token = (prefix: readonly string[], rest = '') => prefix.join('') + rest;

/** Beginnings that never come to an end, densely packed: what makes a careless rule start again at each of them. */
const OPENINGS: readonly (readonly [name: string, unit: string])[] = [
  ['openings of a JWT', 'eyJ-'],
  ['openings of a JWT, longer', '-eyJaaaaaaaa'],
  ['JWTs of two parts', 'eyJaaaaaaaa.aaaaaaaa '],
  ['JWTs with no dot', `eyJ${'a'.repeat(1990)} `],
  ['parts of a JWT', 'eyJaaaaaaaa.'],
  ['names of secrets', 'password'],
  ['names of secrets with signs', 'passwordpasswordpwdpwd= '],
  ['names of secrets before blanks', 'pwd= '],
  ['names of secrets in capitals', 'Key'],
  ['names of secrets in quotes', 'secret:   "'],
  ['quotes that are never closed', 'pwd="\\"'],
  ['quotes under backslashes', 'pwd=\\\\\\\\"'],
  ['lists that are never closed', 'pwd=["a",'],
  ['values with signs', 'pwd=,a'],
  ['values with brackets', 'pwd=a]'],
  ['folders', 'PASSWORD=/'],
  ['names of secrets with tails', `token${'a'.repeat(20)}  =  `],
  ['names of secrets, escaped', 'token\\": \\"'],
  ['typed values', 'token":{"S":"'],
  ['names and values', 'secret","value":'],
  ['flags', '--token '],
  ['cookies', 'Cookie: '],
  ['cookies without a value', 'Set-Cookie: a='],
  ['headers', 'Authorization: Bearer '],
  ['hyphenated names', 'token-token-token-token=abc '],
  ['openings of a private key', `${'-'.repeat(5)}BEGIN `],
  ['private keys', PEM],
  ['long private keys with half an end', `${PEM}${'A'.repeat(4999)}${'-'.repeat(5)}END `],
  ['addresses', 'ab://a:'],
  ['addresses with long users', `https://${'u'.repeat(99)}:`],
  ['addresses with long passwords', `ab://a:${'b'.repeat(199)} `],
  ['addresses without a user', 'ab://:'],
  ['colons', ':'],
  ['signs', '='],
  ['short signatures', '?sig=aaaaaaa '],
  ['short bearers', 'Basic aaaaaaaaaaa '],
  ['GitHub tokens that run on', token(['gh', 'p_'], `${'a'.repeat(250)}_-`)],
  ['openings of Slack tokens', token(['xox', 'b-'])],
  ['openings of SendGrid keys', 'SG.'],
  ['half AWS key ids', 'AKIA'],
  ['halves of an e-mail address', 'a@a.'],
  ['names with an at', 'a@'],
  ['halves of a card number', '4111-1111-'],
  ['digits', '1'],
  ['openings of a Discord token', 'M'],
  ['openings of a Telegram token', '1234567:AA'],
  ['openings of an Azure secret', 'aaa1Q~'],
  ['words of hexadecimal', '0123456789abcdef'],
  ['what stands for a secret', '[hidden: '],
  ['one letter', 'a'],
  ['blanks', ' '],
  ['line ends', '\\n'],
  ['backslashes', '\\'],
  ['signs of other alphabets', 'é@'],
];

/** Short secrets, one after another: nothing but work. */
const SECRETS: readonly (readonly [name: string, unit: string])[] = [
  ['short passwords', 'pwd=a1b2 '],
  ['short e-mail addresses', 'a@b.co '],
  ['short cookies', 'Set-Cookie: a=b1234; '],
  ['hidden ones with passwords between', '[hidden: x]pwd=abcd'],
  ['card numbers', '4111111111111111,'],
  ['passwords in addresses', 'ab://a:abcd@b '],
];

export const HOSTILE = [...OPENINGS, ...SECRETS];

/** A unit, again and again. */
export const filled = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** The fastest of some runs, ms: a busy machine is no fault of what is measured. */
export function bestOf(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...times);
}
