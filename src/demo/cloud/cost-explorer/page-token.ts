import { createHash } from 'node:crypto';
import { AwsFailure } from '../failure.ts';
import type { Members } from './input.ts';
import { optionalText } from './input.ts';

/** Where a page begins, and the instant at which the first page was asked for, so that all pages show the same data. */
export interface PageStart {
  readonly offset: number;
  readonly at: Date;
}

const TOKEN = /^(\d+)\.(\d+)\.([0-9a-f]{16})\.([0-9a-f]{16})$/;

/**
 * The page that a request asks for: the first without a token. Throws InvalidNextTokenException for a token that
 * was never handed out, RequestChangedException for one of another request.
 */
export function pageStartOf(operation: string, input: Members, now: Date): PageStart {
  const token = optionalText(input.NextPageToken, 'nextPageToken');
  if (token === undefined) return { offset: 0, at: now };
  const decoded = Buffer.from(token, 'base64url').toString();
  const [, offset = '', at = '', request, seal] = TOKEN.exec(decoded) ?? [];
  if (!request || seal !== digest(`${offset}.${at}.${request}`))
    throw new AwsFailure(
      'InvalidNextTokenException',
      'The pagination token is invalid. Try again without a pagination token.',
    );
  if (request !== requestOf(operation, input))
    throw new AwsFailure(
      'RequestChangedException',
      'Your request parameters changed between pages. Try again with the old parameters or without a pagination token.',
    );
  return { offset: Number(offset), at: new Date(Number(at)) };
}

/** The token of the page that begins at `offset`. */
export function tokenFor(operation: string, input: Members, { offset, at }: PageStart): string {
  const body = `${offset}.${at.getTime()}.${requestOf(operation, input)}`;
  return Buffer.from(`${body}.${digest(body)}`).toString('base64url');
}

function requestOf(operation: string, input: Members): string {
  const entries = Object.entries(input).filter(([member]) => member !== 'NextPageToken');
  return digest(JSON.stringify([operation, entries.sort(([a], [b]) => (a < b ? -1 : 1))]));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
