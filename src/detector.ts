import { Worker } from 'node:worker_threads';
import type { Judgement } from './domain/detection/judge.ts';
import type { Detector, DetectorRequest } from './usecases/detector.ts';

type Answer = { readonly id: number } & ({ readonly judgement: Judgement } | { readonly failure: string });

interface Waiting {
  readonly resolve: (judgement: Judgement) => void;
  readonly reject: (reason: Error) => void;
}

/** Beside this file, built or not. */
const WORKER = new URL(`./workers/judge${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Detection in a worker thread, started at the first check and kept: to start one takes as long as a check. */
export function createDetector(databasePath: string): Detector & { close(): Promise<void> } {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const fail = (reason: Error) => {
    worker = undefined;
    for (const one of waiting.values()) one.reject(reason);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(WORKER, { workerData: databasePath });
    started.unref();
    started.on('message', (answer: Answer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ('judgement' in answer) one?.resolve(answer.judgement);
      else one?.reject(new Error(`Detection failed: ${answer.failure}`));
    });
    started.on('error', fail);
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`Detection ended with code ${code}`));
    });
    return started;
  };
  return {
    judge(request: DetectorRequest) {
      worker ??= start();
      const own = worker;
      const id = ++last;
      return new Promise<Judgement>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // The process stays up for an answer that is awaited, and only for that.
        own.ref();
        own.postMessage({ id, request });
      });
    },
    async close() {
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
      fail(new Error('Detection was closed'));
    },
  };
}
