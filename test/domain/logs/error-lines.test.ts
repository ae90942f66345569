import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../src/demo/cloud/logs/pattern/index.ts';
import { ERROR_PATTERN, looksLikeError } from '../../../src/domain/logs/error-lines.ts';

const ID = '8f5a1c2e-3b4d-4e5f-8a6b-7c8d9e0f1a2b';

const ERRORS = [
  `2026-11-17T13:06:07.123Z\t${ID}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x is undefined"}`,
  `[ERROR]\t2026-11-17T13:06:07.123Z\t${ID}\tcould not write order 5`,
  `2026-11-17T13:06:07.123Z ${ID} Task timed out after 3.00 seconds`,
  `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`,
  `RequestId: ${ID} Error: Runtime exited with error: exit status 1`,
  `REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\tStatus: timeout`,
  `REPORT RequestId: ${ID}\tDuration: 90.10 ms\tBilled Duration: 91 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\tStatus: error\tError Type: Runtime.OutOfMemory`,
  `{"time":"2026-11-17T13:06:07Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":3000},"status":"timeout"}}`,
  `{"time":"2026-11-17T13:06:07Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{},"status":"error","errorType":"Runtime.OutOfMemory"}}`,
  `{"timestamp":"2026-11-17T13:06:07Z","level":"ERROR","requestId":"${ID}","message":"payment refused"}`,
  '{"level":"error","msg":"payment refused"}',
  '{"level": "fatal", "msg": "cannot go on"}',
  '{"severity":"CRITICAL","message":"disk full"}',
  '{"level":50,"time":1731849967,"msg":"payment refused"}',
  '{"level":60,"msg":"cannot go on"}',
  '{"log.level":"error","message":"x"}',
  '{"level":"err","msg":"syslog style"}',
  '{"level":"WARN","msg":"gave up","error":"connection refused"}',
  '{"msg":"gave up","error":{"code":"ECONNRESET"}}',
  '{"msg":"gave up","errorMessage":"no such order"}',
  '{"exception":"java.io.IOException: broken pipe"}',
  '{"message":"x","stack_trace":"at foo (bar.js:1)"}',
  'level=error ts=2026-11-17T13:06:07Z msg="payment refused"',
  'ts=2026-11-17T13:06:07Z lvl=crit msg="disk full"',
  'msg="gave up" err="connection refused"',
  'msg="gave up" error="dial tcp: no such host" ms=12',
  'Traceback (most recent call last):\n  File "/var/task/app.py", line 5, in handler\nKeyError: \'order\'',
  "KeyError: 'order'",
  "TypeError: Cannot read properties of undefined (reading 'id')",
  'Error: connect ECONNREFUSED 10.0.0.5:5432',
  'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client',
  'error: no such file or directory',
  'error: null pointer in orders.c:12',
  'java.lang.NullPointerException: order is null',
  'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
  'Caused by: com.example.PaymentRefusedException',
  'botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling PutItem',
  'An error occurred (AccessDenied) when calling the GetObject operation',
  'Runtime.UnhandledPromiseRejection',
  '(node:8) UnhandledPromiseRejectionWarning: Unhandled promise rejection',
  'Runtime.ImportModuleError: Unable to import module',
  "thread 'main' panicked at src/main.rs:12:5",
  'panic: runtime error: index out of range [5] with length 3',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  'fatal error: all goroutines are asleep',
  'MemoryError',
  'read tcp 10.0.0.5:443: connection timed out',
  'rpc failed: context deadline exceeded',
  'Internal Server Error: upstream gone',
  'Unhandled exception. System.InvalidOperationException: Sequence contains no elements',
  'PHP Fatal error:  Uncaught Error: Call to undefined function',
  '2026/11/17 13:06:07 [error] 31#31: upstream closed the connection',
  'ERROR com.example.Orders - order 5 failed',
  'SEVERE: servlet threw',
  'Error while reading the queue',
  'error connecting to orders-db',
  'Segmentation fault (core dumped)',
  '[INFO] retry 3\nTask timed out after 3.00 seconds',
  'WARN retrying after TimeoutException',
  'ERROR order 5: 0 rows written',
  '2026-11-17 13:06:07,123 ERROR [main] c.e.Orders: write refused',
  'failed to connect to orders-db',
  'Unable to import module app',
  'dial tcp 10.0.0.5:6379: connection refused',
  'npm ERR! code ELIFECYCLE',
  '{"@timestamp":"x","@level":"error","@message":"refused"}',
  'AssertionError [ERR_ASSERTION]: false == true',
  'aborted (core dumped)',
  'AccessDenied: not authorized to perform dynamodb:PutItem',
  'errorCode=500 msg=refused',
  'WARNING: Task failed with exception',
  'request ended with error 500',
  'Got an exception: refused',
  '{"message":"refused","err":{"type":"Error","stack":"Error: refused"}}',
  '[CRITICAL] 2026 disk',
  '2026-11-17T13:06:07 ERROR: 5 of 10 writes failed',
];

/** Known misses: that they are errors stands in no word, or in one that other lines have too. */
const MISSED = ['E1117 13:06:07.123456 1 main.go:12] write refused', 'KilledWorker', 'order 5 failed'];

const FINE = [
  `START RequestId: ${ID} Version: $LATEST`,
  `END RequestId: ${ID}`,
  `REPORT RequestId: ${ID}\tDuration: 3.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB`,
  'INIT_START Runtime Version: nodejs:22.v61\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:5e2b',
  `{"time":"2026-11-17T13:06:07Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":3},"status":"success"}}`,
  `2026-11-17T13:06:07.123Z\t${ID}\tINFO\torder 5 written`,
  'errors=0',
  'error=0',
  'errors: 0',
  'error: none',
  'error: null',
  'error=null status=200',
  'err=nil msg=done',
  'err=<nil>',
  '{"error":null}',
  '{"error": null, "ok": true}',
  '{"error":""}',
  '{"error":false}',
  '{"error":{}}',
  '{"errors":[]}',
  '{"errors": [], "warnings": []}',
  '{"errorCount":0}',
  '{"errorMessage":null,"status":"ok"}',
  '{"lastError":null}',
  '{"LastError":null}',
  '{"hasError":false}',
  '{"level":"info","msg":"done","error":null}',
  '{"level":"info","msg":"client closed after error: reset"}',
  '{"level":30,"msg":"Error page rendered"}',
  '{"level":"DEBUG","message":"TypeError handler installed"}',
  'level=info msg="no errors" ms=12',
  'no errors',
  'No error found',
  'finished without error',
  'finished with 0 errors',
  'zero errors, 12 orders',
  '0 ERROR, 2 WARN',
  'ERROR_RATE=0',
  'ERROR=0 WARN=0',
  'ERROR: 0',
  'ERROR count: 0',
  'LOG_LEVEL=ERROR',
  'AWS_LAMBDA_LOG_LEVEL: ERROR',
  'log level set to ERROR',
  'error rate 0.1 %',
  'Error handling enabled',
  'error reporting to sentry on',
  'errorHandler registered',
  'ExceptionHandler registered for /orders',
  'exceptions=0',
  'retry on error in 5 s',
  'if an error occurs the order is kept',
  'GET /errors/404.html 200',
  'timeout=30',
  'timeout set to 30 s',
  'the session has not timed out',
  'INFO caught TimeoutException, trying again',
  '[INFO] 2026-11-17 Error budget: 99 %',
  '[DEBUG] error: reset by peer, trying again',
  'memory used 120 of 128 MB',
  'terror threat model loaded',
  'signal: ready',
  'order 500 written',
  'panic button pressed: no',
  'Runtime.version 22',
  'INFO: 0 errors, 0 warnings',
  '{"failed":0,"errors":0}',
  '{"errors":null}',
  '{"errorCode":0}',
  'error_count=0 ok=12',
  'errs=0',
  'status=ok error=false',
  '{"error_rate":0.0}',
  'GET /error-page 200',
  'errors.total 0',
  'no exception',
  'Max errors allowed: 5',
  '{"onError":"retry"}',
  'Errors: 0, Warnings: 0',
  'Exceptions: none',
  '2026 DEBUG Exception swallowed',
  'fatal=0',
  'error log at /var/log/x',
  '{"timedOut":false}',
  'critical path 12 ms',
  'severity=none',
  'done with error=0',
  'errorCode=0 errorMessage=null',
  'never failed to answer',
];

/** Known false alarms. */
const ALARMS = ['timeout: 30s timed out: 0'];

describe('looks like an error', () => {
  test.each(ERRORS)('%s', (line) => {
    expect(looksLikeError(line)).toBe(true);
  });
});

describe('is none', () => {
  test.each(FINE)('%s', (line) => {
    expect(looksLikeError(line)).toBe(false);
  });
});

test('what is known to be told wrongly', () => {
  expect(MISSED.filter(looksLikeError)).toEqual([]);
  expect(ALARMS.filter(looksLikeError)).toEqual(ALARMS);
});

test('CloudWatch finds all of them with a pattern within its limit', () => {
  expect(ERROR_PATTERN.length).toBeLessThanOrEqual(1024);
  const finds = compilePattern(ERROR_PATTERN);
  expect(ERRORS.filter((line) => !finds(line))).toEqual([]);
});

test('what looks like an error is found by the pattern, whatever it stands among', () => {
  const finds = compilePattern(ERROR_PATTERN);
  const pieces = [...ERRORS, ...FINE].flatMap((line) => line.split(/(?<=[\s,:=])/));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const line = parts.join('');
      if (looksLikeError(line)) expect(finds(line)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
