import {
  ALNUM,
  armoured,
  BASE64,
  DIGITS,
  HEX,
  LOWER,
  type Sample,
  some,
  UPPER,
  URL_SAFE,
  uuid,
} from './redact-samples.ts';

type Row = readonly [name: string, line: (secret: string) => string, secret: string];

const word = (length = 16) => some(ALNUM, length);
/** A number with its check digit right. */
function card(start: string, length: number): string {
  const body = start + some(DIGITS, length - 1 - start.length);
  const sum = [...body].reverse().reduce((total, sign, i) => {
    const doubled = Number(sign) * (i % 2 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
const inFours = (digits: string, between: string) => digits.replace(/(.{4})(?=.)/g, `$1${between}`);
const { begin, body, end } = armoured('RSA PRIVATE KEY', 3);
const openSsh = armoured('OPENSSH PRIVATE KEY', 2);
const pgp = armoured('PGP PRIVATE KEY BLOCK', 2);
const encoded = (text: string) => Buffer.from(text).toString('base64');

const ROWS: readonly Row[] = [
  // Assignments in their many forms.
  ['an environment variable', (s) => `DB_PASSWORD=${s}`, word()],
  ['an exported variable', (s) => `export PGPASSWORD='${s}'`, word()],
  ['a variable with a number', (s) => `REDIS_PASSWORD_2=${s} next`, word()],
  ['two words in quotes', (s) => `password = "${s}"`, `${word(7)} ${word(7)}`],
  ['two words in single quotes', (s) => `passphrase: '${s}', user: 'ana'`, `${word(9)} ${word(9)}`],
  ['a quote within', (s) => `{"password":"${s}\\"${s}"}`, word(8)],
  ['a quote that is never closed', (s) => `{"password":"abc ${s}`, word()],
  ['signs within', (s) => `password=${s};${s}&${s} user=ana`, word(9)],
  ['a comma within', (s) => `password=ab,${s} user=ana`, word(9)],
  ['YAML', (s) => `  clientSecret: ${s}`, word(30)],
  ['TOML', (s) => `api_key = "${s}"`, word(30)],
  ['Go struct', (s) => `{User:ana Password:${s} Port:5432}`, word()],
  ['Ruby hash', (s) => `{:user=>"ana", :password=>"${s}"}`, word()],
  ['PHP array', (s) => `['secret' => '${s}']`, word()],
  ['Python dict', (s) => `{'user': 'ana', 'api_token': '${s}'}`, word()],
  ['JavaScript object', (s) => `{ accessToken: '${s}', n: 1 }`, word()],
  ['JSON', (s) => `{"refresh_token":"${s}","n":1}`, word(40)],
  ['JSON with blanks', (s) => `{ "private_key_pass" : "${s}" }`, word()],
  ['escaped JSON', (s) => `{"body":"{\\"password\\":\\"${s}\\",\\"n\\":1}"}`, word()],
  ['twice escaped JSON', (s) => `"{\\\\\\"secret\\\\\\": \\\\\\"${s} ${s}\\\\\\"}"`, word(9)],
  ['a list in JSON', (s) => `{"secrets":["${s}","${s}"]}`, word(12)],
  ['a JSON body in a query', (s) => `body=grant_type%3Dpassword%26password%3D${s}%26x%3D1`, word()],
  ['a property file', (s) => `spring.datasource.password=${s}`, word()],
  ['XML', (s) => `<db><password>${s}</password></db>`, word()],
  ['a name and a value', (s) => `{"name":"API_TOKEN","value":"${s}"}`, word()],
  ['an item of DynamoDB', (s) => `{"token":{"S":"${s}"},"id":{"S":"1"}}`, word()],
  ['a flag', (s) => `run --db-password ${s} --verbose`, word()],
  ['a flag with a sign', (s) => `run --token=${s} --verbose`, word()],
  ['SQL', (s) => `CREATE USER app IDENTIFIED BY '${s}'`, word()],
  ['numbers for a password', (s) => `password: ${s}`, some(DIGITS, 8)],
  ['a password in upper case', (s) => `PASSWORD=${s}`, some(UPPER, 12)],
  ['a one-time password', (s) => `otp=${s} sent`, some(DIGITS, 6)],
  ['AWS credentials in JSON', (s) => `{"AccessKeyId":"x","SecretAccessKey":"${s}"}`, some(BASE64, 40)],
  ['AWS session token', (s) => `AWS_SESSION_TOKEN=${s}`, some(BASE64, 300)],
  ["Secrets Manager's answer", (s) => `"SecretString":"{\\"username\\":\\"app\\",\\"pw\\":\\"${s}\\"}"`, word()],
  ['a signing secret', (s) => `SLACK_SIGNING_SECRET=${s}`, some(HEX, 32)],
  ['an Azure connection', (s) => `AccountName=x;AccountKey=${s}==;EndpointSuffix=y`, some(BASE64, 86)],
  // Headers.
  ['a bearer header', (s) => `authorization: Bearer ${s}`, word(40)],
  ['a bearer alone', (s) => `sent with Bearer ${s}`, word(40)],
  ['a basic header', (s) => `"Authorization":"Basic ${s}"`, encoded(`ana:${word()}`)],
  ['a header without a scheme', (s) => `authorization: ${s}`, word(30)],
  ['a header as a list', (s) => `"Authorization":["Bearer ${s}"]`, word(30)],
  ['a header of Go', (s) => `map[Authorization:[Bearer ${s}]]`, word(30)],
  ['a header of a vendor', (s) => `X-Vault-Token: ${s}`, word(26)],
  ['cookies', (s) => `cookie: a=b; session=${s}; c=d`, word(30)],
  ['cookies for curl', (s) => `curl -H 'Cookie: session=${s}' https://x`, word(30)],
  ['a cookie that is set', (s) => `set-cookie: __Host-id=${s}; Path=/`, word(30)],
  // Addresses.
  ['a database', (s) => `postgresql://app:${s}@db:5432/x`, word()],
  ['a password with a slash', (s) => `postgres://app:${s}/${s}@db/x`, word(9)],
  ['a password with an at', (s) => `postgres://app:${s}@${s}@db/x`, word(9)],
  ['no user', (s) => `redis://:${s}@cache:6379/0`, word()],
  ['a key as the user', (s) => `https://${s}@git.example.com/x.git`, word(24)],
  ['a key as the user, with a password', (s) => `https://${s}:x-oauth-basic@git.example.com/x`, some(HEX, 40)],
  ['an address in JSON', (s) => `{"url":"amqp://u:${s}@mq\\/vhost"}`, word()],
  ['a presigned address', (s) => `https://b.s3.amazonaws.com/k?X-Amz-Signature=${s}&x=1`, some(HEX, 64)],
  ['its session token', (s) => `https://b.s3.amazonaws.com/k?X-Amz-Security-Token=${s}&x=1`, some(ALNUM, 300)],
  ['with escaped signs', (s) => `"u":"https://b/k?a=1\\u0026X-Amz-Signature=${s}\\u0026b=2"`, some(HEX, 64)],
  ['a shared signature', (s) => `https://x.blob.core.windows.net/c?sp=r&sig=${s}%3D`, word(43)],
  ['a token in a query', (s) => `GET /feed?access_token=${s}&n=1 200`, word(30)],
  ['a code', (s) => `GET /cb?code=${s}&state=x`, word(30)],
  [
    'a Slack webhook',
    (s) => `POST https://hooks.slack.com/services/T0${some(UPPER, 8)}/B0${some(UPPER, 8)}/${s}`,
    word(24),
  ],
  // Formats.
  ['a token in a longer word', (s) => `key_${['gh', 'p_'].join('')}${s}`, word(36)],
  ['a token after a slash', (s) => `https://api.telegram.org/bot12345678:AA${s}/getMe`, some(URL_SAFE, 33)],
  ['a JWT without a signature', (s) => `eyJ${word(20)}.${s}.`, word(40)],
  ['an encrypted JWT', (s) => `eyJ${word(20)}..${word(16)}.${s}.${word(22)}`, word(60)],
  ['a UUID as a key', (s) => `HEROKU_API_KEY=${s}`, uuid()],
  // Keys.
  ['a private key', (s) => [begin, s, ...body, end].join('\n'), some(BASE64, 64)],
  [
    'a private key in one line',
    (s) => `{"private_key":"${[begin, ...body, s, end].join('\\n')}\\n"}`,
    some(BASE64, 64),
  ],
  ['a private key that is cut', (s) => [begin, ...body, s].join('\n'), some(BASE64, 30)],
  [
    'an encrypted private key',
    (s) => [begin, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00', '', s, end].join('\n'),
    some(BASE64, 64),
  ],
  ['an SSH key', (s) => [openSsh.begin, s, ...openSsh.body, openSsh.end].join('\n'), some(BASE64, 70)],
  [
    'a PGP key',
    (s) => [pgp.begin, 'Version: GnuPG v2', '', s, ...pgp.body, '=ab1d', pgp.end].join('\n'),
    some(BASE64, 64),
  ],
  ['a private key in base64', (s) => `tls: ${encoded(`${begin}\n`)}${s}`, some(BASE64, 64)],
  // People.
  ['an e-mail address', (s) => `mail to ${s}@example.com bounced`, `ana.${some(LOWER, 8)}`],
  ['an e-mail address in an address', (s) => `GET /users/${s}%40example.co.uk`, `ana+${some(LOWER, 8)}`],
  ['an e-mail address in a log of SES', (s) => `to=<${s}@mail.example.org>, relay=none`, `o.${some(LOWER, 8)}`],
  ['a Visa card', (s) => `charged ${s}`, card('4', 16)],
  ['a Mastercard in fours', (s) => `card ${s} declined`, inFours(card('52', 16), ' ')],
  ['a Visa card with hyphens', (s) => `{"pan":"${s}"}`, inFours(card('45', 16), '-')],
  ['an American Express card', (s) => `pan=${s}`, card('37', 15)],
  ['an American Express card in its groups', (s) => `pan ${s}.`, card('34', 15).replace(/^(.{4})(.{6})/, '$1 $2 ')],
  ['a card of 19 digits', (s) => `pan ${s}`, card('62', 19)],
];

/** What must be hidden, whatever stands around it. */
export const MUST_HIDE: readonly Sample[] = ROWS.map(([name, line, secret]) => ({ name, line: line(secret), secret }));
