/** A refusal in AWS's words: the name of its error, its message and the HTTP status it comes with. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A ValidationException, `ValidationError` in the query protocol: what a service answers to a request that makes no sense. */
export function invalid(message: string): AwsFailure {
  return new AwsFailure('ValidationException', message);
}
