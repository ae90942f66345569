// `npm run screenshots`: the pictures of the README, taken from the demo page once its first stories have unfolded.
import { fileURLToPath } from 'node:url';
import { startDemoServer } from '../src/demo/server/index.ts';
import { CHROMIUM, launch } from './e2e/browser.ts';

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url));
/** Steps until the orders-poller alert is there and has been in the digest. */
const MOST_STEPS = 90;

if (!CHROMIUM) process.exit(1);
const demo = await startDemoServer({ port: 0, seed: 1 });
const browser = await launch();
try {
  for (let steps = 0; steps < MOST_STEPS && !isFound(); steps++) await demo.world().step();
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
    await page.goto(`${demo.url}/?theme=${theme}`);
    await page
      .getByRole('link', { name: /cloud-costs/ })
      .first()
      .click();
    await page.getByTestId('message').filter({ hasText: 'shop-prod costs' }).last().scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `${FOLDER}page-${theme}.png` });
  }
} finally {
  await browser.close();
  await demo.close();
}

function isFound(): boolean {
  const { workspace } = demo.world().organisation;
  return workspace.messages('cloud-costs').some(({ text }) => text.includes('shop-prod'));
}
