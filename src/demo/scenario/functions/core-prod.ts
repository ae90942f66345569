import { CORE } from '../accounts.ts';
import { isWithin } from '../instants.ts';
import type { LambdaFunction, Story } from '../types.ts';
import { coldStart, defineFunction, scattered } from './define.ts';
import { jsonLine, nodeLine } from './log-lines.ts';

const REGION = 'us-east-1';

/** Issues tokens to every service; stands still while production is suspended. */
export function authToken(seed: number, suspension: Story): LambdaFunction {
  return defineFunction(seed, {
    name: 'auth-token',
    account: CORE,
    region: REGION,
    memoryMb: 256,
    logFormat: 'json',
    environmentAt: () => ['ISSUER', 'KEY_ALIAS'],
    triggersAt: () => [{ kind: 'api', name: 'auth' }],
    startsIn: (minute, roll) => (isWithin(minute, suspension.begins, suspension.ends) ? [] : scattered(10, roll)),
    run(call) {
      const client = ['checkout', 'catalog', 'search', 'warehouse'][Math.floor(call.roll('client') * 4)];
      return {
        durationMs: call.between('duration', 6, 19),
        maxMemoryMb: 83,
        ...coldStart(call, 300),
        lines: () => [jsonLine(call, 4, 'INFO', { message: 'token issued', client, scope: 'read' })],
      };
    },
  });
}

/** Makes thumbnails of uploads; a very large one now and then takes all of its memory. */
export function imageResize(seed: number, suspension: Story): LambdaFunction {
  return defineFunction(seed, {
    name: 'image-resize',
    account: CORE,
    region: REGION,
    memoryMb: 768,
    logFormat: 'text',
    environmentAt: () => ['BUCKET', 'SIZES'],
    triggersAt: () => [{ kind: 'bucket', name: 'core-uploads' }],
    startsIn: (minute, roll) => (isWithin(minute, suspension.begins, suspension.ends) ? [] : scattered(2, roll)),
    run(call) {
      const durationMs = call.between('duration', 420, 1_900);
      const read = () => nodeLine(call, 31, 'INFO', `resize uploads/${call.requestId.slice(0, 12)}.jpg`);
      if (call.roll('luck') < 0.0006)
        return { durationMs, maxMemoryMb: 768, error: 'out-of-memory', lines: () => [read()] };
      return {
        durationMs,
        maxMemoryMb: Math.round(call.between('memory', 210, 480)),
        ...coldStart(call, 90),
        lines: () => [read(), nodeLine(call, Math.floor(durationMs) - 3, 'INFO', 'wrote 4 sizes')],
      };
    },
  });
}
