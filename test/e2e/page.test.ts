import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemoServer } from '../../src/demo/server/index.ts';
import { axeFaults, CHROMIUM, launch } from './browser.ts';
import { startModalApp } from './modal-app.ts';
import { DAYS, eventually } from './rig.ts';

// Told in order: the alert that one test waits for is clicked in the next.
describe.skipIf(!CHROMIUM)('the demo page', () => {
  let demo: DemoServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  async function open(path = '/', options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const opened = await browser.newPage(options);
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(`${demo.url}${path}`);
    return opened;
  }

  const user = (name: string) => demo.world().organisation.workspace.user(name).id;
  const message = (on: Page, words: RegExp) => on.getByTestId('message').filter({ hasText: words }).last();
  const channel = (on: Page, name: string) =>
    on
      .getByRole('link', { name: new RegExp(`${name}`) })
      .first()
      .click();
  async function say(on: Page, text: string): Promise<void> {
    const box = on.getByRole('textbox', { name: /^Message/ });
    await box.fill(text);
    await box.press('Escape');
    await box.press('Enter');
  }

  beforeAll(async () => {
    demo = await startDemoServer({ port: 0, seed: 1, daysBefore: 6, days: DAYS });
    browser = await launch();
    page = await open(`/?user=${user('dana')}`);
    await eventually(() => demo.world().organisation.workspace.messages('cloud-costs').length > 0);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  it('shows the first message as it arrives, without a reload', async () => {
    await channel(page, 'cloud-costs');
    await message(page, /I have read .* of 6 accounts/).waitFor();
  });

  it('steps through story orders-poller until the alert stands beside the truth', async () => {
    const story = page.locator('[data-testid="story"][data-story="orders-poller"]');
    expect(await story.getAttribute('data-found')).toBe('false');
    for (let steps = 0; steps < 20 && (await story.getAttribute('data-found')) === 'false'; steps++) {
      await page.getByRole('button', { name: /Step/ }).click();
      await eventually(() => !demo.world().clock().busy);
      await page.waitForTimeout(150);
    }
    expect(await story.getAttribute('data-found')).toBe('true');
    expect(await story.textContent()).toMatch(/gha-deploy/);
    expect(await story.textContent()).toMatch(/shop-prod costs about \$\d+ more a day/);
    // Charts are drawn once they come near the view.
    await message(page, /shop-prod costs about/).scrollIntoViewIfNeeded();
    await message(page, /shop-prod costs about/)
      .locator('svg, canvas')
      .first()
      .waitFor();
  });

  it('acknowledges by keyboard, and tells the loser of a race who has it', async () => {
    const other = await open(`/?user=${user('mira')}`);
    await channel(other, 'cloud-costs');
    const mine = message(page, /shop-prod costs about/).getByRole('button', { name: 'Acknowledge', exact: true });
    const theirs = message(other, /shop-prod costs about/).getByRole('button', { name: 'Acknowledge', exact: true });
    await Promise.all([mine.waitFor(), theirs.waitFor()]);
    await mine.focus();
    // The button is held on to: a click in the moment in which the message changes under it is the race.
    const held = await theirs.elementHandle();
    await Promise.all([page.keyboard.press('Enter'), held?.evaluate((button) => (button as HTMLElement).click())]);
    await message(page, /Acknowledged by/).waitFor();
    await message(other, /Acknowledged by/).waitFor();
    const told = await Promise.race(
      [page, other].map((one) =>
        message(one, /acknowledged it at/)
          .waitFor()
          .then(() => one),
      ),
    );
    expect(await message(told, /acknowledged it at/).getAttribute('data-private')).toBe('true');
    expect(await mine.count()).toBe(0);
    await other.close();
  });

  it('answers /cost lambda and a typo, only to the one who asked', async () => {
    await channel(page, 'ops');
    await say(page, '/cost lambda');
    await message(page, /AWS Lambda, .* settled days/).waitFor();
    expect(await message(page, /AWS Lambda, .* settled days/).getAttribute('data-private')).toBe('true');
    await message(page, /AWS Lambda, .* settled days/)
      .getByRole('table')
      .first()
      .waitFor();
    await say(page, '/cost lamda');
    await message(page, /Did you mean/).waitFor();
    const other = await open(`/?user=${user('mira')}`);
    await channel(other, 'ops');
    expect(await message(other, /settled days/).count()).toBe(0);
    await other.close();
  });

  it('completes slash commands from the keyboard', async () => {
    const box = page.getByRole('textbox', { name: /^Message/ });
    await box.fill('/co');
    await page.getByRole('option', { name: /\/cost/ }).waitFor();
    await box.press('Tab');
    expect(await box.inputValue()).toMatch(/^\/cost/);
    await box.fill('');
  });

  it('shows the logs of a function, and the digest', async () => {
    await say(page, '/logs orders-poller 2m');
    await message(page, /poll start version/).waitFor();
    await channel(page, 'cloud-costs');
    await message(page, /Spend is .*incident/).waitFor();
  });

  it('acknowledges by mouse: the first message shows who chose', async () => {
    await message(page, /I have read/)
      .getByRole('button', { name: 'Fewer' })
      .click();
    await message(page, /chose \$\d+ a day/).waitFor();
  });

  it('draws the Home tab', async () => {
    await page
      .getByRole('link', { name: /billhook/i })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByText(/What you can ask/).waitFor();
  });

  it('lets Slack fail and the bot be killed, and recovers', async () => {
    await page.getByRole('button', { name: /Kill/ }).click();
    await page
      .getByText(/running/i)
      .first()
      .waitFor();
    await eventually(() => demo.world().botState() === 'running');
    await channel(page, 'ops');
    await say(page, '/cost s3');
    await message(page, /Amazon Simple Storage Service, /).waitFor();
  });

  it('shows a modal with what is wrong with its answers, and closes it once they are taken', async () => {
    const { workspace } = demo.world().organisation;
    const app = await startModalApp(workspace);
    workspace.deliverTo({ url: app.url });
    try {
      await channel(page, 'ops');
      await say(page, '/cost modal');
      const dialog = page.getByRole('dialog', { name: 'Expected' });
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('why');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('Say it in a sentence').waitFor();
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('A load test until Friday');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    } finally {
      workspace.deliverTo({ socket: true });
      app.close();
    }
  });

  it('has a gallery with one of each message and no block it cannot draw', async () => {
    const gallery = await open('/gallery');
    await gallery.getByText('Alert, open').first().waitFor();
    await gallery.getByText('Home', { exact: true }).first().waitFor();
    expect(await gallery.locator('.undrawable').count()).toBe(0);
    await gallery.close();
  });

  it.each([
    ['light', { width: 1280, height: 800 }],
    ['dark', { width: 1280, height: 800 }],
    ['dark', { width: 375, height: 740 }],
  ] as const)('has no serious fault for axe in %s at %j, and no sideways scrolling', async (theme, viewport) => {
    for (const path of [`/?theme=${theme}&user=${user('dana')}`, `/gallery?theme=${theme}`]) {
      const opened = await open(path, { viewport, colorScheme: theme });
      await opened
        .getByText(/cloud-costs|Alert, open/)
        .first()
        .waitFor({ state: 'attached' });
      expect(await axeFaults(opened)).toEqual([]);
      expect(await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      await opened.close();
    }
  });

  it('leaves no error in the console', () => {
    expect(complaints).toEqual([]);
  });
});
