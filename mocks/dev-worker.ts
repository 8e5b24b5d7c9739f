/** While developing, Mock Service Worker's own worker stands before the embedded API. */
import type { HttpHandler } from 'msw';
import { setupWorker } from 'msw/browser';

/** Milliseconds the page waits for the worker before it answers for itself. */
const patience = 4_000;

/** Resolves once the worker serves this page, or will not. */
export async function startDevWorker(handlers: readonly HttpHandler[]): Promise<void> {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, patience);
  });
  try {
    await Promise.race([start(handlers), late]);
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: nothing is lost, but a developer wonders why no worker runs
    console.info('The embedded API answers inside the page:', error);
  }
}

async function start(handlers: readonly HttpHandler[]): Promise<void> {
  const { serviceWorker } = navigator;
  const existing = await serviceWorker.getRegistration();
  // A registration and no controller: a forced reload, or another tab is installing the worker right now. MSW
  // would reload the page to get one, for ever where the browser bypasses workers; the page can answer itself.
  if (serviceWorker.controller === null && existing) return;
  await setupWorker(...handlers).start({ quiet: true, onUnhandledRequest: 'bypass' });
}
