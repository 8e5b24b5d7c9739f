/**
 * The soak from beginning to end: a server, two devices of two people, three tabs; commands and faults as the seed
 * says, for as long as it is told to; then every fault is lifted, and what is there is compared with what was done.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { type Random, randomOf } from '#mocks/seed/random.ts';
import type { ActorId } from '#src/domain/ids.ts';
import { pausing, until, within } from '#tests/bench/browser.ts';
import { type AppHost, buildNext, hostApp } from '#tests/journeys/app-host.ts';
import { act, drawAction, isKept, statusOf } from './actions.ts';
import {
  annotated,
  boardDifferences,
  logDifferences,
  noteDifferences,
  truthOf,
} from './compare.ts';
import { Device, setDisk, setQuota, type Tab } from './device.ts';
import {
  type Chosen,
  drawAway,
  drawHard,
  drawLasting,
  drawSudden,
  type Lasting,
  type Scene,
} from './faults.ts';
import { Model } from './model.ts';
import { keptSeeds } from './seeds.ts';
import { type SoakServer, startServer } from './server.ts';

const allSaved = 'All changes saved';
const actors = ['actor:first', 'actor:second'] as const satisfies readonly ActorId[];
const tabsOf = [2, 1] as const;
/** Steps that are printed where a run fails. */
const trailLength = 30;
/** Seconds until all is saved everywhere once nothing is wrong any more; a server that refused is asked again after 60. */
const settlingPatience = 150;
const stepPatience = 60;

export interface World {
  readonly server: SoakServer;
  readonly hosts: readonly AppHost[];
  readonly builds: readonly string[];
  readonly folder: string;
  readonly executable: string;
  close(): Promise<void>;
}

/** The server, the app in two versions that speak to it, and an address of the app for each device. */
export async function openWorld(executable: string): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'));
  const server = await startServer();
  const builds = [join(folder, 'build'), join(folder, 'next')] as const;
  const configured = process.env.VITE_API_URL;
  process.env.VITE_API_URL = server.address;
  try {
    await build({ logLevel: 'error', build: { outDir: builds[0], emptyOutDir: true } });
    await buildNext(builds[1]);
  } catch (error) {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    if (configured === undefined) delete process.env.VITE_API_URL;
    else process.env.VITE_API_URL = configured;
  }
  const hosts = await Promise.all(actors.map(() => hostApp(builds[0], server.address)));
  hosts.forEach(({ address }, index) => {
    const actor = actors[index];
    if (actor) server.introduce(address, actor);
  });
  return {
    server,
    hosts,
    builds,
    folder,
    executable,
    close: async () => {
      await server.stop();
      for (const host of hosts) await host.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export interface Outcome {
  readonly seed: number;
  readonly seconds: number;
  readonly steps: number;
  /** How often each was done. */
  readonly commands: ReadonlyMap<string, number>;
  readonly skipped: number;
  /** Commands that did not come through, as when the page went in the middle of them. */
  readonly cutOff: number;
  readonly faults: ReadonlyMap<string, number>;
  /** Commands that a page has called saved. */
  readonly kept: number;
  readonly events: number;
  readonly problems: readonly string[];
  /** Every step, in words. */
  readonly trail: readonly string[];
}

class Run {
  readonly world: World;
  readonly seed: number;
  readonly model = new Model();
  readonly devices: readonly Device[];
  readonly commands = new Map<string, number>();
  readonly faults = new Map<string, number>();
  readonly lasting = new Map<string, Lasting & { readonly since: number }>();
  readonly problems: string[] = [];
  readonly trail: string[] = [];
  readonly builds: string[];
  step = 0;
  skipped = 0;
  cutOff = 0;

  constructor(world: World, seed: number) {
    this.world = world;
    this.seed = seed;
    this.builds = [...world.builds];
    this.devices = world.hosts.map(
      ({ address }, index) =>
        new Device({
          name: index === 0 ? 'one' : 'two',
          actor: actors[index] ?? actors[0],
          address,
          tabs: tabsOf[index] ?? 1,
          executable: world.executable,
          folder: mkdtempSync(join(world.folder, 'profile-')),
          onLoad: (tab) => this.model.leave(tab),
          onError: (message) => this.note(this.problems, `A page threw. ${message}`),
        }),
    );
  }

  note(into: string[], text: string): void {
    into.push(into === this.problems ? `${text} (step ${this.step})` : text);
  }

  /** Every other run presses in all tabs of a device at once what can be pressed in each, the others in one by one. */
  get isHasty(): boolean {
    return this.seed % 2 === 0;
  }

  get tabs(): readonly Tab[] {
    return this.devices.flatMap(({ open }) => open);
  }

  async begin(): Promise<void> {
    const { server, hosts } = this.world;
    server.begin(this.seed);
    for (const host of hosts) {
      if (!host.isUp) await host.start();
      host.put(this.builds[0] ?? '');
    }
    for (const device of this.devices) await device.start();
    await until(30, 'The first open', async () => {
      const statuses = await Promise.all(this.tabs.map(statusOf));
      return statuses.every((status) => status === allSaved);
    });
  }

  /** Whatever a step draws, the next one draws the same. */
  randomOfStep(): Random {
    return randomOf(Math.imul(this.seed, 1_000_003) + this.step);
  }

  async next(): Promise<void> {
    this.step += 1;
    const random = this.randomOfStep();
    await this.liftSome(random);
    const device = this.devices[random() < 0.6 ? 0 : 1];
    if (!device) return;
    if (device.open.length < device.tabs.length)
      await this.attempt(`reopen ${device.name}`, () => device.start());
    const tab = device.open[Math.floor(random() * device.open.length)];
    if (!tab) return;
    if (!(await tab.board.region.isVisible().catch(() => false))) {
      this.say(tab, 'shows no board', 'reloaded');
      count(this.faults, '(no board)');
      await this.attempt('reload', () => device.reload(tab));
    }
    const scene: Scene = {
      server: this.world.server,
      device,
      host: this.world.hosts[this.devices.indexOf(device)] ?? unheard(),
      builds: this.builds,
      tab,
      model: this.model,
      whoForgets: Math.floor(this.seed / 2) % 2 === 0 ? 'server' : 'device',
      random,
      count: (name) => count(this.faults, name),
    };
    const chance = random();
    if (chance < 0.15) await this.beginLasting(scene);
    if (chance > 0.85) await this.strike(scene);
    else await this.command(scene);
  }

  async liftSome(random: Random): Promise<void> {
    const now = performance.now();
    for (const [place, { lift, least = 0, since }] of [...this.lasting]) {
      if (random() > 0.25 || now - since < least) continue;
      this.lasting.delete(place);
      await this.attempt(`lift ${place}`, lift);
    }
  }

  /** A disk fails most tellingly where the server cannot be had either. */
  async beginLasting(scene: Scene): Promise<void> {
    const chosen = drawLasting(scene.random);
    await this.beginOne(scene, chosen);
    if (chosen.name.startsWith('disk') && scene.random() < 0.6) {
      await this.beginOne(scene, drawAway(scene.random));
    }
  }

  async beginOne(scene: Scene, { name, run }: Chosen<Lasting | null>): Promise<void> {
    await this.attempt(name, async () => {
      const begun = await run(scene);
      if (begun === null) return;
      const other = this.lasting.get(begun.place);
      // The weather changes; of a disk, each fault is lifted by itself.
      if (other && begun.place.startsWith('disk')) await other.lift().catch(() => undefined);
      this.lasting.set(begun.place, { ...begun, since: performance.now() });
      count(this.faults, name);
      this.say(scene.tab, name, 'begins');
    });
  }

  async command(scene: Scene): Promise<void> {
    const { tab, device, random } = scene;
    const name = drawAction(random);
    const turn = {
      tab,
      actor: device.options.actor,
      model: this.model,
      inAllTabs: this.isHasty ? device.open : [],
      random,
      step: this.step,
      words: `Soak ${this.seed}-${this.step} alone`,
    };
    let isOnDeviceAlone = false;
    try {
      const done = await within(stepPatience, name, act(name, turn));
      if (done === null) {
        this.skipped += 1;
        return;
      }
      count(this.commands, name);
      const status = await this.observe(tab, random() < 0.6 ? 2_500 : 0);
      this.say(tab, done, status);
      isOnDeviceAlone = isKept(status) && status !== allSaved;
    } catch (error) {
      this.cutOff += 1;
      this.say(tab, name, `did not come through: ${firstLine(error)}`);
    }
    // Its word has just been given, and nobody else has what it was given for.
    if (isOnDeviceAlone && random() < 0.4) await this.befall(scene, drawHard(random), 'at once');
  }

  /** Reads the header's status, for as long as something is being saved; and says in the model what it calls kept. */
  async observe(tab: Tab, patience: number): Promise<string> {
    const end = performance.now() + patience;
    for (;;) {
      const status = await statusOf(tab);
      if (isKept(status)) this.model.callKept(tab.name);
      if (status === allSaved) this.model.callSent(this.actorOf(tab));
      if (isKept(status) || performance.now() > end) return status;
      await pausing(50);
    }
  }

  actorOf(tab: Tab): ActorId {
    const device = this.devices.find(({ open }) => open.includes(tab));
    return device?.options.actor ?? unheard();
  }

  /** A sudden fault, in half of all cases in the middle of a command. */
  async strike(scene: Scene): Promise<void> {
    const { tab, random } = scene;
    const chosen = drawSudden(random);
    const isAmid = random() < 0.5;
    const delay = random() * 900;
    const isWatched = random() < 0.7;
    if (!isAmid && isWatched) await this.observe(tab, 1_500).catch(() => '');
    const amid = isAmid ? this.command(scene) : Promise.resolve();
    if (isAmid) await pausing(delay);
    await this.befall(scene, chosen, isAmid ? 'amid' : '');
    await amid;
  }

  async befall(scene: Scene, { name, run }: Chosen<boolean>, when: string): Promise<void> {
    await this.attempt(name, async () => {
      if (!(await within(stepPatience, name, run(scene)))) return;
      count(this.faults, name);
      this.say(scene.tab, name, when);
    });
  }

  async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await within(2 * stepPatience, what, work());
    } catch (error) {
      this.trail.push(`${this.step} · ${what} did not come through: ${firstLine(error)}`);
    }
  }

  say({ name }: Tab, what: string, then: string): void {
    this.trail.push([this.step, name, what, then].filter((part) => part !== '').join(' · '));
  }

  /** Every fault is lifted, and everything recorded comes to the server. */
  async settle(): Promise<void> {
    const { server } = this.world;
    server.setWeather('fair');
    for (const host of this.world.hosts) if (!host.isUp) await host.start();
    for (const device of this.devices) {
      await device.setOffline(false);
      for (const tab of device.open) {
        await this.attempt('heal', async () => {
          await setDisk(tab, null);
          await setQuota(tab, device.options.address, null);
        });
      }
      await device.setClock(0).catch(() => undefined);
    }
    // What a page has kept back for want of a disk is written before the page goes.
    for (const tab of this.tabs) await this.observe(tab, 5_000).catch(() => '');
    for (const device of this.devices) {
      for (const tab of device.open) await device.reload(tab).catch(() => device.closeTab(tab));
      await device.start();
      await device.setClock(0);
    }
    if (this.isHasty) await this.attempt('keep back', () => this.keepBack());
    await until(settlingPatience, 'Until all is saved', () => this.isSettled(), 500).catch(
      async () => {
        const statuses = await Promise.all(
          this.tabs.map(async (tab) => `${tab.name} says “${await statusOf(tab)}”`),
        );
        throw new Error(`Not all is saved after ${settlingPatience} s: ${statuses.join(', ')}.`);
      },
    );
  }

  /** A note by a clock that is two hours ahead, which is put right again: it waits to be recorded anew. */
  async keepBack(): Promise<void> {
    const [device] = this.devices;
    const tab = device?.open[0];
    if (!device || !tab) return;
    this.step += 1;
    await device.setClock(7_200_000);
    const done = await act('note', {
      tab,
      actor: device.options.actor,
      model: this.model,
      random: this.randomOfStep(),
      inAllTabs: [],
      step: this.step,
      words: `Soak ${this.seed}-${this.step} alone`,
    });
    this.say(tab, `${done ?? 'nothing'} by a clock ahead`, await this.observe(tab, 5_000));
    await device.setClock(0);
    await pausing(3_000);
  }

  async isSettled(): Promise<boolean> {
    for (const { open } of this.devices) {
      for (const name of ['Record again', 'Send again']) {
        const buttons = open.map(({ page }) => page.getByRole('button', { name }));
        const there = [];
        for (const button of buttons) if ((await button.count()) > 0) there.push(button);
        const pressed = this.isHasty ? there : there.slice(0, 1);
        if (pressed.length > 0) count(this.faults, `(${name} in ${pressed.length})`);
        await Promise.all(
          pressed.map((button) => button.dispatchEvent('click').catch(() => undefined)),
        );
      }
    }
    const statuses: string[] = [];
    for (const tab of this.tabs) statuses.push(await this.observe(tab, 0));
    return statuses.every((status) => status === allSaved);
  }

  async compare(): Promise<number> {
    let differences: string[] = [];
    const look = async () => {
      const { board } = truthOf(await this.world.server.events());
      const all = await Promise.all(this.tabs.map((tab) => boardDifferences(tab, board)));
      differences = all.flat();
      return differences.length === 0 && (await this.isSettled());
    };
    await until(60, 'The same board', look, 500).catch(() => undefined);
    this.problems.push(...differences);
    for (const device of this.devices) for (const tab of device.open) await device.reload(tab);
    await until(30, 'The same board once more', look, 500).catch(() => undefined);
    this.problems.push(...differences.map((text) => `After another reload: ${text}`));
    const { events, board, problems } = truthOf(await this.world.server.events());
    this.problems.push(...problems, ...this.model.judge(events, actors));
    for (const tab of this.tabs) this.problems.push(...(await logDifferences(tab, events)));
    for (const device of this.devices) {
      const [tab] = device.open;
      if (!tab) continue;
      for (const issue of annotated(board, 4)) {
        this.problems.push(...(await noteDifferences(tab, issue)));
      }
    }
    return events.length;
  }
}

/** One run. It fails where something is lost, doubled, halved or different, and where nothing was done. */
export async function soak(world: World, seed: number, seconds: number): Promise<Outcome> {
  const run = new Run(world, seed);
  let events = 0;
  try {
    await run.begin();
    const end = performance.now() + seconds * 1_000;
    while (performance.now() < end) await run.next();
    await run.settle();
    events = await run.compare();
    if (run.commands.size === 0 || run.model.keptCount === 0) {
      run.problems.push('Nothing was done, or nothing of it called saved.');
    }
  } catch (error) {
    run.problems.push(`The run broke off at step ${run.step}: ${messageOf(error)}`);
  } finally {
    for (const device of run.devices) await device.stop();
  }
  for (const [fate, times] of world.server.befallen) run.faults.set(`request ${fate}`, times);
  return {
    seed,
    seconds,
    steps: run.step,
    commands: run.commands,
    skipped: run.skipped,
    cutOff: run.cutOff,
    faults: run.faults,
    kept: run.model.keptCount,
    events,
    problems: run.problems,
    trail: run.trail,
  };
}

export function reportOf(outcome: Outcome): string {
  const { seed, seconds, steps, commands, skipped, cutOff, faults, kept, events } = outcome;
  const { problems, trail } = outcome;
  const lines = [
    `Seed ${seed}, ${(seconds / 60).toFixed(1)} minutes, ${steps} steps`,
    `  commands: ${counted(commands)}; skipped ${skipped}, cut off ${cutOff}; called saved ${kept}`,
    `  faults: ${counted(faults)}`,
    `  events on the server: ${events}`,
    ...(problems.length === 0 ? ['  nothing lost'] : problems.map((text) => `  ✗ ${text}`)),
  ];
  if (problems.length > 0)
    lines.push('  the last steps:', ...trail.slice(-trailLength).map((text) => `    ${text}`));
  return lines.join('\n');
}

function counted(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name} ${times}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  /** The seeds of what was found before, each for as long as a run is. */
  readonly isKept: boolean;
  /** The browser's executable. */
  readonly executable: string;
}

/** Minutes after which all is compared, and another seed has its turn. */
const longestRun = 3;

function writeTrail({ seed, problems, trail }: Outcome): string {
  const path = join('test-results', 'soak', `seed-${seed}.txt`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${[...problems, ...trail].join('\n')}\n`);
  return path;
}

/** True if every run was fine. */
export async function runSoak(options: SoakOptions): Promise<boolean> {
  const { seed: first, minutes, isKept, executable } = options;
  const runs = Math.ceil(minutes / longestRun);
  const seeds = isKept
    ? keptSeeds.map(({ seed }) => seed)
    : Array.from({ length: runs }, (_, i) => first + i);
  const seconds = (isKept ? longestRun : minutes / runs) * 60;
  let failed = 0;
  console.log('Building…');
  const world = await openWorld(executable);
  try {
    for (const seed of seeds) {
      const outcome = await soak(world, seed, seconds);
      console.log(reportOf(outcome));
      if (outcome.problems.length === 0) continue;
      failed += 1;
      console.log(`  all steps: ${writeTrail(outcome)}`);
    }
  } finally {
    await world.close();
  }
  console.log(`\n${seeds.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n').slice(0, 1).join('').slice(0, 160);
}

function unheard(): never {
  throw new Error('There is no host for this device.');
}
