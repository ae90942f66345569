import { startDemoServer } from './server/index.ts';
import { runTour } from './tour.ts';

export interface DemoOptions {
  readonly seed: number;
  readonly port: number;
  /** The terminal form, for scripts. */
  readonly headless: boolean;
  /** With headless: end once the tour is over. */
  readonly once: boolean;
}

/** The whole bot against a simulated organisation: a page in the browser, or a tour in the terminal. Ctrl-C leaves nothing behind. */
export async function runDemo({ seed, port, headless, once }: DemoOptions): Promise<void> {
  if (headless) return runTour({ seed, once });
  const demo = await startDemoServer({ port, seed });
  console.log(
    `Billhook's demo is at ${demo.url}\nA simulated organisation: no account, no token, nothing leaves this machine. Ctrl-C ends it and leaves nothing behind.`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await demo.close();
}
