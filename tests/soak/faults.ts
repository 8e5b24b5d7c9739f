/**
 * What befalls the devices and the server. A `sudden` fault is over when it has happened, and may happen in the middle
 * of a command; a `lasting` one goes on until it is lifted.
 */
import { pick, type Random } from '#mocks/seed/random.ts';
import type { AppHost } from '#tests/journeys/app-host.ts';
import { type Device, setDisk, setQuota, type Tab, timesFull } from './device.ts';
import type { Model } from './model.ts';
import type { SoakServer, Weather } from './server.ts';

export interface Scene {
  readonly server: SoakServer;
  readonly device: Device;
  readonly host: AppHost;
  /** Two builds of the app; the one that is served comes first, and they change places. */
  readonly builds: string[];
  readonly tab: Tab;
  readonly model: Model;
  /**
   * What somebody loses for good if both happen to them is never in one run: an old copy of the server's log, or a
   * device whose data are deleted.
   */
  readonly whoForgets: 'server' | 'device';
  readonly random: Random;
  /** Counts something that is no fault of its own. */
  readonly count: (name: string) => void;
}

/** Whether there was a place for it. */
type Sudden = (scene: Scene) => Promise<boolean>;

const sudden: Readonly<Record<string, { readonly weight: number; readonly run: Sudden }>> = {
  reload: {
    weight: 4,
    run: async ({ device, tab }) => {
      await device.reload(tab);
      return true;
    },
  },
  'tab closed': {
    weight: 2,
    run: async ({ device, tab }) => {
      await device.closeTab(tab);
      return true;
    },
  },
  crash: {
    weight: 3,
    run: async ({ device, tab }) => {
      await device.crash(tab);
      return true;
    },
  },
  'browser killed': {
    weight: 3,
    run: async ({ device }) => {
      await device.kill();
      return true;
    },
  },
  update: { weight: 2, run: update },
  'server restored': {
    weight: 1,
    run: async ({ server, whoForgets, random }) => {
      if (whoForgets !== 'server') return false;
      await server.goBack(1 + Math.floor(random() * 12));
      return true;
    },
  },
  'data deleted': {
    weight: 1,
    run: async ({ device, tab, host, model, whoForgets }) => {
      // Without the app, or a network to fetch it by, nobody could go on.
      if (whoForgets !== 'device' || device.isOffline || !host.isUp) return false;
      model.deleteData(device.options.actor);
      await device.deleteData(tab);
      return true;
    },
  },
};

/** Another version is served, and one of the tabs goes over to it. */
async function update({ host, builds, tab, device, random }: Scene): Promise<boolean> {
  builds.reverse();
  const [next] = builds;
  if (next === undefined) return false;
  host.put(next);
  await tab.page.evaluate(() => window.dispatchEvent(new Event('online')));
  const offer = tab.page.getByRole('status').filter({ hasText: 'A new version is ready' });
  try {
    await offer.waitFor({ timeout: 4_000 });
  } catch {
    // The worker has not come to it, as offline.
    return false;
  }
  if (random() < 0.3) return true;
  const loaded = tab.page.waitForEvent('domcontentloaded');
  await offer.getByRole('button', { name: 'Reload' }).click();
  await loaded;
  await tab.board.region.waitFor();
  device.options.onLoad(tab.name);
  return true;
}

export interface Lasting {
  /** Of these there is one at a time. */
  readonly place: string;
  /** Milliseconds without which it would not be felt. */
  readonly least?: number;
  readonly lift: () => Promise<void>;
}

type Begin = (scene: Scene) => Promise<Lasting | null>;

const minute = 60_000;
const steps = [20_000, 5 * minute, 60 * minute, 26 * 60 * minute, 3 * 24 * 60 * minute] as const;

function weather(kind: Weather): Begin {
  return async ({ server }) => {
    server.setWeather(kind);
    return {
      place: 'server',
      lift: async () => server.setWeather('fair'),
    };
  };
}

/** On one page: it goes with it. */
function disk(set: (tab: Tab, origin: string, isOn: boolean) => Promise<void>): Begin {
  return async ({ tab, device }) => {
    const origin = device.options.address;
    await set(tab, origin, true);
    return {
      place: `disk of ${tab.name}`,
      lift: async () => {
        if (!tab.page.isClosed()) await set(tab, origin, false);
      },
    };
  };
}

const lasting: Readonly<Record<string, { readonly weight: number; readonly run: Begin }>> = {
  'server rough': { weight: 5, run: weather('rough') },
  'server down': { weight: 3, run: weather('down') },
  'server failing': { weight: 2, run: weather('failing') },
  'server busy': { weight: 2, run: weather('busy') },
  'disk throws': { weight: 2, run: disk((tab, _, on) => setDisk(tab, on ? 'throws' : null)) },
  'disk aborts': { weight: 2, run: disk((tab, _, on) => setDisk(tab, on ? 'aborts' : null)) },
  'disk full': {
    weight: 2,
    run: async ({ tab, device, count }) => {
      const { address } = device.options;
      await setQuota(tab, address, 1);
      return {
        place: `disk of ${tab.name}`,
        least: 45_000,
        lift: async () => {
          if (tab.page.isClosed()) return;
          if ((await timesFull(tab)) > 0) count('(disk full bites)');
          await setQuota(tab, address, null);
        },
      };
    },
  },
  'host down': {
    weight: 2,
    run: async ({ host, device, tab }) => {
      if (!host.isUp || !(await device.canBeAlone(tab))) return null;
      await host.stop();
      return { place: `host of ${device.name}`, lift: () => host.start() };
    },
  },
  offline: {
    weight: 3,
    run: async ({ device, tab }) => {
      if (!(await device.canBeAlone(tab))) return null;
      await device.setOffline(true);
      return { place: `network of ${device.name}`, lift: () => device.setOffline(false) };
    },
  },
  'clock wrong': {
    weight: 3,
    run: async ({ device, random }) => {
      const shift = pick(random, steps) * (random() < 0.5 ? -1 : 1);
      await device.setClock(shift);
      return { place: `clock of ${device.name}`, lift: () => device.setClock(0) };
    },
  },
};

function draw(
  random: Random,
  table: Readonly<Record<string, { readonly weight: number }>>,
): string {
  const rows = Object.entries(table);
  let left = random() * rows.reduce((sum, [, { weight }]) => sum + weight, 0);
  const chosen = rows.find(([, { weight }]) => {
    left -= weight;
    return left < 0;
  });
  return chosen?.[0] ?? '';
}

export interface Chosen<T> {
  readonly name: string;
  readonly run: (scene: Scene) => Promise<T>;
}

export function drawSudden(random: Random): Chosen<boolean> {
  const name = draw(random, sudden);
  return { name, run: sudden[name]?.run ?? (async () => false) };
}

/** What takes all with it that is on a page alone: of the whole device, more often than of one of its tabs. */
export function drawHard(random: Random): Chosen<boolean> {
  const name = random() < 0.7 ? 'browser killed' : 'crash';
  return { name, run: sudden[name]?.run ?? (async () => false) };
}

/** That the server cannot be had, so that what is done is on this device at best. */
export function drawAway(random: Random): Chosen<Lasting | null> {
  const name = pick(random, ['server down', 'server failing', 'offline']);
  return { name, run: lasting[name]?.run ?? (async () => null) };
}

export function drawLasting(random: Random): Chosen<Lasting | null> {
  const name = draw(random, lasting);
  return { name, run: lasting[name]?.run ?? (async () => null) };
}
