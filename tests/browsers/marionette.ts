/**
 * WebDriver's commands for Firefox, in the words that Firefox itself understands: Marionette, its own protocol, of which
 * geckodriver is the translator. Debian has no geckodriver, and the packages of npm fetch one from elsewhere while they
 * are installed, which a closed network refuses; Marionette is in every Firefox, and needs a table and a socket.
 */
import { connect, type Socket } from 'node:net';
import { Capabilities, error, Session, WebDriver } from 'selenium-webdriver';
import type { Command } from 'selenium-webdriver/lib/command.js';
import * as v from 'valibot';

/** WebDriver's name of a command, as selenium says it, and Marionette's. What is not here is not used here. */
const commands: Readonly<Record<string, string>> = {
  actions: 'PerformActions',
  clearActions: 'ReleaseActions',
  clickElement: 'ElementClick',
  executeScript: 'ExecuteScript',
  get: 'Navigate',
  getAccessibleName: 'GetComputedLabel',
  getAriaRole: 'GetComputedRole',
  quit: 'DeleteSession',
  screenshot: 'TakeScreenshot',
  sendKeysToElement: 'ElementSendKeys',
  setTimeout: 'SetTimeouts',
  setWindowRect: 'SetWindowRect',
};

/** A whole screen is not wanted, only what is in view; a digest of it neither. */
const additions: Readonly<Record<string, object>> = {
  TakeScreenshot: { full: false, hash: false },
};

const answer = v.tuple([
  v.literal(1),
  v.number(),
  v.nullable(v.object({ error: v.string(), message: v.string() })),
  v.unknown(),
]);
const session = v.object({
  sessionId: v.string(),
  capabilities: v.record(v.string(), v.unknown()),
});
/** Of an element, as WebDriver writes it; Marionette takes the bare id. */
const reference = v.union([
  v.string(),
  v.pipe(
    v.object({ 'element-6066-11e4-a52e-4f735466cecf': v.string() }),
    v.transform((object) => object['element-6066-11e4-a52e-4f735466cecf']),
  ),
]);
const wrapped = v.strictObject({ value: v.unknown() });

interface Asked {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

/** One line to one Firefox: what is asked is numbered, and each message says first how long it is. */
class Marionette {
  readonly #socket: Socket;
  readonly #asked = new Map<number, Asked>();
  #count = 0;
  #heard = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#hear(data));
    socket.on('error', (reason) => this.#end(reason));
    socket.on('close', () => this.#end(new Error('Firefox has hung up.')));
  }

  static on(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Marionette(socket)));
    });
  }

  ask(name: string, parameters: object): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    const message = JSON.stringify([0, id, `WebDriver:${name}`, parameters]);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  async execute(command: Command): Promise<unknown> {
    const name = commands[command.getName()];
    if (name === undefined) throw new Error(`${command.getName()} is not in the table.`);
    const { sessionId: _, id, ...rest }: Record<string, unknown> = command.getParameters();
    const known = v.safeParse(reference, id);
    const parameters = {
      ...rest,
      ...additions[name],
      ...(known.success ? { id: known.output } : {}),
    };
    const value = await this.ask(name, parameters);
    const { success, output } = v.safeParse(wrapped, value);
    return success ? output.value : value;
  }

  #hear(data: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, data]);
    for (;;) {
      const colon = this.#heard.indexOf(':');
      const end = colon + 1 + Number(this.#heard.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || this.#heard.length < end) return;
      this.#take(this.#heard.subarray(colon + 1, end).toString());
      this.#heard = this.#heard.subarray(end);
    }
  }

  #take(text: string): void {
    const { success, output } = v.safeParse(answer, JSON.parse(text));
    // Firefox says first who it is.
    if (!success) return;
    const [, id, problem, result] = output;
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (problem) asked?.reject(errorOf(problem));
    else asked?.resolve(result);
  }

  #end(reason: Error): void {
    for (const { reject } of this.#asked.values()) reject(reason);
    this.#asked.clear();
  }

  hangUp(): void {
    this.#socket.destroy();
  }
}

/** The error as selenium throws it of any other browser. */
function errorOf(problem: { error: string; message: string }): Error {
  try {
    error.throwDecodedError(problem);
  } catch (decoded) {
    if (decoded instanceof Error) return decoded;
  }
  return new Error(problem.message);
}

/** Drives the Firefox that listens at this port. */
export async function driveFirefox(port: number): Promise<WebDriver> {
  const marionette = await Marionette.on(port);
  const begun = await marionette.ask('NewSession', { capabilities: { alwaysMatch: {} } });
  const { sessionId, capabilities } = v.parse(session, begun);
  const known = new Session(sessionId, new Capabilities(capabilities));
  return new WebDriver(known, marionette, () => marionette.hangUp());
}
