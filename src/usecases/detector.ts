import type { Judgement, JudgeRequest } from '../domain/detection/judge.ts';
import type { CutsQuery } from './ledger-cuts.ts';

/** A day's check: what to read, and what to judge. */
export interface DetectorRequest {
  readonly read: CutsQuery;
  readonly judge: JudgeRequest;
}

/** Reads the ledger and judges it, beside the event loop: it takes some tenths of a second. */
export interface Detector {
  judge(request: DetectorRequest): Promise<Judgement>;
}
