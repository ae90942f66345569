import type { Browser } from 'playwright-core';
import { type DemoServer, startDemoServer } from '../../../src/demo/server/index.ts';
import { median } from '../../../src/domain/statistics.ts';
import { CHROMIUM, launch } from '../../e2e/browser.ts';
import { atMost, type Figure, milliseconds } from '../figure.ts';

const TURNS = 5;
const MESSAGES = 1000;
const POSTS = 40;
const USABLE_MS = 1000;
const LONGEST_TASK_MS = 100;
const ARRIVAL_MS = 100;

/** The demo page's speed in a headless Chromium. Without one the bench fails, and says so. */
export async function* page(): AsyncGenerator<Figure> {
  if (!CHROMIUM)
    throw new Error('The bench of the page needs Chromium (Debian: apt-get install chromium), or CHROMIUM set to it.');
  const demo = await startDemoServer({ port: 0, seed: 1, daysBefore: 6 });
  const browser = await launch();
  try {
    // The first read of the bill is not what is measured.
    while (demo.world().clock().busy) await new Promise((resolve) => setTimeout(resolve, 100));
    yield await usable(demo, browser);
    yield await arrival(demo, browser);
    yield await scrolling(demo, browser);
  } finally {
    await browser.close();
    await demo.close();
  }
}

async function open(demo: DemoServer, browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const opened = await context.newPage();
  await opened.goto(demo.url);
  await opened.getByRole('textbox', { name: /^Message/ }).waitFor();
  return opened;
}

/** From the request for the page until a person can type, each time with an empty cache. */
async function usable(demo: DemoServer, browser: Browser): Promise<Figure> {
  const values: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const start = performance.now();
    const opened = await open(demo, browser);
    values.push(performance.now() - start);
    await opened.context().close();
  }
  return atMost('Page usable after the request (median)', median(values), USABLE_MS, milliseconds);
}

/** From the call that posts a message until it stands on the page. */
async function arrival(demo: DemoServer, browser: Browser): Promise<Figure> {
  const { workspace } = demo.world().organisation;
  const opened = await open(demo, browser);
  await opened.getByRole('link', { name: /ops/ }).first().click();
  const values: number[] = [];
  for (let post = 0; post < POSTS; post++) {
    const words = `arrival ${post} of ${POSTS}`;
    const seen = opened.evaluate(
      (text) =>
        // No named function in here: the runner would wrap it in a helper that the browser does not have.
        new Promise<number>((resolve) => {
          new MutationObserver((_, observer) => {
            if (!document.body.textContent?.includes(text)) return;
            observer.disconnect();
            resolve(Date.now());
          }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }),
      words,
    );
    await opened.waitForTimeout(20);
    const posted = Date.now();
    workspace.shout({ user: 'dana', channel: 'ops', text: words });
    values.push((await seen) - posted);
  }
  await opened.context().close();
  return atMost('A posted message is on the page (median)', median(values), ARRIVAL_MS, milliseconds);
}

/** Scrolls through a channel of 1,000 messages from end to end, and asks the browser for its longest task. */
async function scrolling(demo: DemoServer, browser: Browser): Promise<Figure> {
  const { workspace } = demo.world().organisation;
  const there = workspace.messages('ops').length;
  for (let n = there; n < MESSAGES; n++)
    workspace.shout({
      user: 'dana',
      channel: 'ops',
      text: `message ${n}: *bold*, \`code\` and some more words to wrap`,
    });
  const opened = await open(demo, browser);
  await opened.getByRole('link', { name: /ops/ }).first().click();
  await opened.getByText(`message ${MESSAGES - 1}:`).waitFor();
  await opened.waitForTimeout(500);
  const longest = await opened.evaluate(async () => {
    let longestMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestMs = Math.max(longestMs, duration);
    });
    // Node's types do not know this kind of entry; the browser does.
    observer.observe({ type: 'longtask' } as never);
    const message = document.querySelector('[data-testid="message"]');
    let pane: Element | null = message;
    while (pane && pane.scrollHeight <= pane.clientHeight + 10) pane = pane.parentElement;
    if (!pane) throw new Error('The channel does not scroll');
    const bottom = pane.scrollTop;
    let top = bottom;
    for (const direction of [-1, 1])
      for (let step = 0; step < 60; step++) {
        pane.scrollBy(0, direction * 800);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        top = Math.min(top, pane.scrollTop);
      }
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (bottom - top < 10_000) throw new Error(`The channel scrolled by ${bottom - top} px only`);
    return longestMs;
  });
  await opened.context().close();
  return atMost(
    `Longest task while ${MESSAGES} messages scroll`,
    longest,
    LONGEST_TASK_MS,
    milliseconds,
    longest === 0 ? 'none over 50 ms' : undefined,
  );
}
