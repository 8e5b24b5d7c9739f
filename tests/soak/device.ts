/**
 * A device of the soak: a browser with a profile on disk, whose tabs can be closed, crashed and reloaded, whose process
 * can be killed, and whose clock and disk can be put out of order.
 */
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import type { ActorId } from '#src/domain/ids.ts';
import { launchArguments, pausing, within } from '#tests/bench/browser.ts';
import { BoardPage } from '#tests/journeys/board-page.ts';
import { dossier } from './server.ts';

declare global {
  interface Window {
    /** What the page's surroundings are made to do to it. */
    soak: { shift: number; disk: DiskFault | null; fullTimes: number };
  }
}

/** `throws`: no write begins; `aborts`: a transaction is given up after its first writes. */
export type DiskFault = 'throws' | 'aborts';

/** Milliseconds for one thing done on a page. */
const patience = 8_000;

export interface Tab {
  readonly name: string;
  readonly page: Page;
  readonly board: BoardPage;
  readonly tools: CDPSession;
}

export interface DeviceOptions {
  readonly name: string;
  readonly actor: ActorId;
  /** Where its app is served. */
  readonly address: string;
  readonly tabs: number;
  /** The browser's executable. */
  readonly executable: string;
  /** Of its profile. */
  readonly folder: string;
  /** A page has been loaded anew in this tab: whatever the one before had not kept is gone. */
  readonly onLoad: (tab: string) => void;
  readonly onError: (message: string) => void;
}

export class Device {
  readonly options: DeviceOptions;
  readonly tabs: (Tab | null)[];
  /** By how many milliseconds its clock is wrong. */
  shift = 0;
  isOffline = false;
  #context: BrowserContext | null = null;

  constructor(options: DeviceOptions) {
    this.options = options;
    this.tabs = Array.from({ length: options.tabs }, () => null);
  }

  get name(): string {
    return this.options.name;
  }

  get open(): readonly Tab[] {
    return this.tabs.filter((tab) => tab !== null);
  }

  /** The browser, and all its tabs; what is running already goes on. */
  async start(): Promise<void> {
    const context = this.#context ?? (await this.#launch());
    this.#context = context;
    for (const index of this.tabs.keys()) await this.openTab(index);
  }

  async #launch(): Promise<BrowserContext> {
    const { folder, executable, onError } = this.options;
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: executable,
      args: [...launchArguments],
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    context.setDefaultTimeout(patience);
    await context.addInitScript(haunt);
    context.on('weberror', (error) => onError(`${this.name}: ${String(error.error())}`));
    // Whoever leaves what is not saved leaves it all the same.
    context.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    this.isOffline = false;
    return context;
  }

  /** Opens the tab unless it is open. */
  async openTab(index: number): Promise<void> {
    const context = this.#context;
    if (!context || this.tabs[index]) return;
    const page = await context.newPage();
    const name = `${this.name}/${index + 1}`;
    page.on('domcontentloaded', () => this.options.onLoad(name));
    const tools = await context.newCDPSession(page);
    const tab: Tab = { name, page, board: new BoardPage(page), tools };
    this.tabs[index] = tab;
    await page.goto(`${this.options.address}/d/${dossier}`, { waitUntil: 'domcontentloaded' });
    await page.evaluate(turnClock, this.shift);
    await tab.board.region.waitFor();
  }

  async reload(tab: Tab): Promise<void> {
    await tab.page.reload({ waitUntil: 'domcontentloaded' });
    await tab.board.region.waitFor();
  }

  async closeTab(tab: Tab): Promise<void> {
    const index = this.#forget(tab);
    await tab.page.close();
    await this.openTab(index);
  }

  /** Its renderer dies, as when memory runs out; another tab is opened in its place. */
  async crash(tab: Tab): Promise<void> {
    const index = this.#forget(tab);
    const crashed = new Promise<void>((resolve) => {
      tab.page.once('crash', () => resolve());
    });
    tab.tools.send('Page.crash').catch(() => undefined);
    await within(5, 'A crash', crashed);
    await tab.page.close();
    await this.openTab(index);
  }

  #forget(tab: Tab): number {
    const index = this.tabs.indexOf(tab);
    this.tabs[index] = null;
    this.options.onLoad(tab.name);
    return index;
  }

  /** All processes of the browser at once, with no time to put anything away. Then it is started again. */
  async kill(): Promise<void> {
    const context = this.#context;
    const tools = await context?.browser()?.newBrowserCDPSession();
    if (!context || !tools) throw new Error(`The browser of ${this.name} does not run.`);
    const { processInfo } = await tools.send('SystemInfo.getProcessInfo');
    const closed = new Promise<void>((resolve) => {
      context.once('close', () => resolve());
    });
    for (const { type, id } of processInfo.sort((a) => (a.type === 'browser' ? -1 : 1))) {
      try {
        process.kill(id, 'SIGKILL');
      } catch (error) {
        // A helper that has gone with the browser itself.
        if (type === 'browser') throw error;
      }
    }
    await within(10, 'The end of a browser', closed);
    this.#context = null;
    for (const tab of this.open) this.#forget(tab);
    // Until the system has taken the locks of the dead away.
    await pausing(100);
    await this.start();
  }

  /** A worker that has just been stopped may never answer; then the browser is killed, and begins online. */
  async setOffline(isOffline: boolean): Promise<void> {
    const context = this.#context;
    if (!context) return;
    try {
      await within(10, 'The network', context.setOffline(isOffline));
      this.isOffline = isOffline;
    } catch (error) {
      await this.kill();
      if (isOffline) throw error;
    }
  }

  /** Whether its app opens without a network: a page can be told to that has a worker alone. */
  async canBeAlone({ page }: Tab): Promise<boolean> {
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active != null && navigator.serviceWorker.controller !== null;
    });
  }

  /** All that is kept for its app, under its open pages: as a reader deletes the data of a site. */
  async deleteData({ tools }: Tab): Promise<void> {
    const { address } = this.options;
    await tools.send('Storage.clearDataForOrigin', { origin: address, storageTypes: 'all' });
    await this.setClock(this.shift);
  }

  /** All its pages, now and later. */
  async setClock(shift: number): Promise<void> {
    this.shift = shift;
    for (const { page } of this.open) await page.evaluate(turnClock, shift);
  }

  async stop(): Promise<void> {
    await this.#context?.close().catch(() => undefined);
    this.#context = null;
    this.tabs.fill(null);
  }
}

export async function setDisk({ page }: Tab, fault: DiskFault | null): Promise<void> {
  await page.evaluate((told) => {
    window.soak.disk = told;
  }, fault);
}

/** `bytes` null: as much as there is. Chromium looks at how much there is every 30 s. */
export async function setQuota(
  { tools }: Tab,
  origin: string,
  bytes: number | null,
): Promise<void> {
  await tools.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(bytes === null ? {} : { quotaSize: bytes }),
  });
}

/** How often the page was told that the disk is full. */
export function timesFull({ page }: Tab): Promise<number> {
  return page.evaluate(() => window.soak.fullTimes);
}

/** In the page: the clock of a device outlives its pages. */
function turnClock(shift: number): void {
  window.soak.shift = shift;
  localStorage.setItem('soak.clock', String(shift));
}

/** In the page, before its own scripts. */
function haunt(): void {
  if (!window.location.protocol.startsWith('http')) return;
  const kept = Number(localStorage.getItem('soak.clock') ?? 0);
  const soak: Window['soak'] = { shift: kept, disk: null, fullTimes: 0 };
  window.soak = soak;
  const now = Date.now.bind(Date);
  Date.now = () => now() + soak.shift;
  const stores = IDBObjectStore.prototype;
  const writesIn = new WeakMap<IDBTransaction, number>();
  const refuse = (store: IDBObjectStore) => {
    if (soak.disk === 'throws') throw new DOMException('The disk fails.', 'UnknownError');
    const { transaction } = store;
    const before = writesIn.get(transaction) ?? 0;
    writesIn.set(transaction, before + 1);
    if (before === 0) {
      transaction.addEventListener('abort', () => {
        if (transaction.error?.name === 'QuotaExceededError') soak.fullTimes += 1;
      });
    }
    if (soak.disk === 'aborts' && before >= 1) transaction.abort();
  };
  const { put, add } = stores;
  stores.put = function write(...args) {
    refuse(this);
    return put.apply(this, args);
  };
  stores.add = function write(...args) {
    refuse(this);
    return add.apply(this, args);
  };
}
