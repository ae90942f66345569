/** A line of a log group. */
export interface LogLine {
  readonly id: string;
  readonly at: Date;
  readonly stream: string;
  readonly text: string;
}
