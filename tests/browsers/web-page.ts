/**
 * A page as a reader would say it, over WebDriver: found by role and name, pressed, dragged, typed into, and waited for.
 * What is found is asked of the browser again: it has to give the element the same role and name as we do.
 */
import { Key, type WebDriver, type WebElement } from 'selenium-webdriver';
import { Command } from 'selenium-webdriver/lib/command.js';
import * as inPage from './in-page.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a browser has no way of doing here; it is neither passed nor failed. */
export class NotPossible extends Error {}

/** Milliseconds that anything may take unless more is granted: these machines are busy. */
const patience = 20_000;

export class WebPage {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  async open(address: string): Promise<void> {
    await this.driver.get(address);
  }

  /** By the page: Firefox's own command goes past the worker to the host, as a forced reload does. */
  async reload(): Promise<void> {
    await this.driver.executeScript(inPage.reloadMarked);
    await this.until('the page is loaded again', async () =>
      (await this.driver.executeScript(inPage.isReloaded)) ? true : null,
    );
  }

  /** The elements of this role, and of this name unless it is null, in the page or inside another element. */
  all(role: string, name: string | null, inside?: WebElement): Promise<WebElement[]> {
    return this.driver.executeScript(inPage.elementsOf, role, name, inside ?? null);
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.all(role, name)).length > 0;
  }

  /** Waits for one and answers it. */
  async get(role: string, name: string, limit = patience): Promise<WebElement> {
    return this.until(
      `there is a ${role} “${name}”`,
      async () => {
        const [found] = await this.all(role, name);
        return found && (await this.#isNamed(found, role, name)) ? found : null;
      },
      limit,
    );
  }

  async #isNamed(element: WebElement, role: string, name: string): Promise<boolean> {
    const theirRole = await this.#ask('getAriaRole', element);
    const theirName = (await this.#ask('getAccessibleName', element)).replace(/\s+/g, ' ').trim();
    if (theirRole === role && theirName === name) return true;
    throw new Error(`The browser calls the ${role} “${name}” a ${theirRole} “${theirName}”.`);
  }

  /** What selenium has a method for, of which its types do not know yet. */
  async #ask(command: 'getAriaRole' | 'getAccessibleName', element: WebElement): Promise<string> {
    const id = await element.getId();
    const answer: unknown = await this.driver.execute(new Command(command).setParameter('id', id));
    return String(answer);
  }

  async press(role: string, name: string): Promise<void> {
    await this.until(`the ${role} “${name}” can be pressed`, async () => {
      await (await this.get(role, name)).click();
      return true;
    });
  }

  /** Types into a field as it stands. */
  async type(role: string, name: string, text: string): Promise<void> {
    await (await this.get(role, name)).sendKeys(text);
  }

  async status(text: string, limit?: number): Promise<void> {
    await this.until(
      `the page says “${text}”`,
      async () => {
        for (const element of await this.all('status', null)) {
          if ((await this.text(element)).includes(text)) return true;
        }
        return null;
      },
      limit,
    );
  }

  text(element: WebElement): Promise<string> {
    return this.driver.executeScript(inPage.textOf, element);
  }

  /** Whether these words stand anywhere on the page. */
  saysAnywhere(text: string): Promise<boolean> {
    return this.driver.executeScript(inPage.says, text);
  }

  links(list: WebElement): Promise<string[]> {
    return this.driver.executeScript(inPage.linkTexts, list);
  }

  box(element: WebElement): Promise<inPage.Box> {
    return this.driver.executeScript(inPage.boxOf, element);
  }

  async centre(element: WebElement): Promise<Point> {
    const { x, y, width, height } = await this.box(element);
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }

  /** A key together with Control. */
  async chord(key: string): Promise<void> {
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
  }

  async pull(from: Point): Promise<void> {
    const near = { x: from.x + 6, y: from.y + 6, duration: 40 };
    const away = { x: from.x + 14, y: from.y + 14, duration: 40 };
    await this.driver
      .actions()
      .move({ ...from, duration: 0 })
      .press()
      .move(near)
      .move(away)
      .perform();
  }

  async drop(at: Point): Promise<void> {
    await this.driver
      .actions()
      .move({ ...at, duration: 300 })
      .move({ x: at.x + 1, y: at.y, duration: 40 })
      .release()
      .perform();
  }

  async letGo(): Promise<void> {
    await this.driver.actions().release().perform();
  }

  /** The wheel, turned over a point. */
  async wheel(at: Point, distance: number): Promise<void> {
    const turn = { type: 'scroll', ...at, deltaX: 0, deltaY: distance, origin: 'viewport' };
    const actions = [{ type: 'wheel', id: 'wheel', actions: [{ ...turn, duration: 0 }] }];
    await this.driver.execute(new Command('actions').setParameter('actions', actions));
  }

  /**
   * Asks until there is an answer; what is thrown meanwhile, as of an element that has gone, counts as none, and is told
   * if nothing better comes.
   */
  async until<T>(what: string, look: () => Promise<T | null>, limit = patience): Promise<T> {
    let reason = '';
    for (const start = performance.now(); performance.now() - start < limit; ) {
      try {
        const seen = await look();
        if (seen !== null) return seen;
        reason = '';
      } catch (thrown) {
        if (thrown instanceof NotPossible) throw thrown;
        reason = thrown instanceof Error ? `: ${thrown.message}` : '';
      }
      await pause(100);
    }
    throw new Error(`Waited ${limit / 1_000} s in vain until ${what}${reason}`);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
