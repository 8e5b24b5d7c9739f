/**
 * The board page as a reader of it would say: lanes, cells, cards, menus and messages, found by role and
 * accessible name alone. `board.cell('US', 'Open')` is the list “US asks: Open”.
 */
import { expect, type Locator, type Page } from '@playwright/test';

export type Lane = 'US' | 'India';
export type Column = 'Open' | 'Under discussion' | 'Resolved';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const faultsKey = 'parley.faults';

export class BoardPage {
  readonly page: Page;
  readonly search: Locator;
  readonly undo: Locator;
  readonly redo: Locator;
  readonly menu: Locator;
  readonly dialog: Locator;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('searchbox', { name: 'Search issues' });
    const header = page.getByRole('banner');
    this.undo = header.getByRole('button', { name: 'Undo', exact: true });
    this.redo = header.getByRole('button', { name: 'Redo', exact: true });
    this.menu = page.getByRole('menu');
    this.dialog = page.getByRole('dialog', { name: /issue/i });
    this.panel = page.getByRole('complementary');
  }

  /** Opens an address and waits for the board. */
  async open(address = '/'): Promise<void> {
    await this.page.goto(address);
    await expect(this.region).toBeVisible();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.region).toBeVisible();
  }

  get region(): Locator {
    return this.page.getByRole('region', { name: 'Board' });
  }

  lane(lane: Lane): Locator {
    return this.region.getByRole('region', { name: `${lane} asks`, exact: true });
  }

  cell(lane: Lane, column: Column): Locator {
    return this.region.getByRole('list', { name: `${lane} asks: ${column}`, exact: true });
  }

  /** Where there is room for one column, as on a phone: what brings another party's, or another column, into view. */
  get parties(): Locator {
    return this.page.getByRole('group', { name: 'Parties' });
  }

  columnTab(column: Column): Locator {
    return this.page
      .getByRole('group', { name: 'Columns' })
      .getByRole('button', { name: new RegExp(`^${column}`) });
  }

  /** Brings a party's asks into view, where there is room for one. */
  async showLane(lane: Lane): Promise<void> {
    const button = this.parties.getByRole('button', { name: new RegExp(`^${lane} asks`) });
    if (await button.isVisible()) await button.click();
  }

  heading(lane: Lane, column: Column): Locator {
    return this.lane(lane).getByRole('heading', { level: 3, name: new RegExp(`^${column}`) });
  }

  card(title: string): Locator {
    return this.region.getByRole('article', { name: title, exact: true });
  }

  /** The link with the title, which opens the issue. */
  link(title: string): Locator {
    return this.card(title).getByRole('link', { name: title });
  }

  async expectCell(lane: Lane, column: Column, titles: readonly string[]): Promise<void> {
    await expect(this.cell(lane, column).getByRole('link')).toHaveText([...titles]);
  }

  status(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async expectSaved(): Promise<void> {
    await expect(this.status('All changes saved')).toBeVisible();
  }

  async expectCount(text: string): Promise<void> {
    await expect(this.page.getByRole('search').getByRole('status')).toHaveText(text);
  }

  async openMoveMenu(title: string): Promise<void> {
    const button = this.card(title).getByRole('button', { name: `Move ${title}` });
    // As with an issue that is opened.
    await expect(async () => {
      await button.scrollIntoViewIfNeeded();
      await button.click();
      await expect(this.menu).toBeVisible({ timeout: 3_000 });
    }).toPass();
  }

  /** Moves a card by its menu; `where` is a status, or a place such as “To top”. */
  async move(title: string, where: string): Promise<void> {
    await this.openMoveMenu(title);
    await this.menu
      .getByRole('menuitemradio', { name: where })
      .or(this.menu.getByRole('menuitem', { name: where, exact: true }))
      .click();
    await expect(this.menu).toBeHidden();
  }

  /** Chooses from a menu of the header: “Share”, “More”, “Dossiers”. */
  async choose(menu: string, entry: string | RegExp): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: menu, exact: true }).click();
    await this.menu
      .getByRole('menuitem', { name: entry, exact: true })
      .or(this.menu.getByRole('menuitemradio', { name: entry, exact: true }))
      .click();
    await expect(this.menu).toBeHidden();
  }

  view(name: 'Board' | 'Table'): Locator {
    return this.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  }

  /** From the board to the table; on a phone by the menu. */
  async openTable(): Promise<void> {
    const tab = this.view('Table');
    if (await tab.isVisible()) await tab.click();
    else await this.choose('More', 'Table');
    await expect(this.page.getByRole('table')).toBeVisible();
  }

  /** Sets, or takes off, a condition behind “Filter”: `Services`, `Resolved`, `With notes`. */
  async filterBy(...values: readonly string[]): Promise<void> {
    const button = this.page
      .getByRole('search')
      .getByRole('button', { name: 'Filter', exact: true });
    await button.click();
    const choices = this.page.getByRole('dialog', { name: 'Filter' });
    for (const value of values) {
      await choices.getByRole('button', { name: new RegExp(`^${value}, `) }).click();
    }
    await this.page.keyboard.press('Escape');
    await expect(choices).toBeHidden();
  }

  /** What is on of the conditions behind “Filter”. */
  chip(name: string): Locator {
    return this.page.getByRole('search').getByRole('button', { name: `Remove filter ${name}` });
  }

  async openIssue(title: string): Promise<void> {
    const panel = this.page.getByRole('complementary', { name: title });
    const link = this.link(title);
    // Scrolled for, the board folds its headline: what the pointer was to press has moved then.
    await expect(async () => {
      await link.scrollIntoViewIfNeeded();
      await link.click();
      await expect(panel).toBeVisible({ timeout: 3_000 });
    }).toPass();
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole('dialog').filter({ hasText: text });
  }

  /** From now on the embedded API fails as mocks/faults.ts says. Needs a page of this origin. */
  async setFault(fault: string): Promise<void> {
    await this.page.evaluate(([key, text]) => localStorage.setItem(key, text), [
      faultsKey,
      fault,
    ] as const);
  }

  async liftFault(): Promise<void> {
    await this.page.evaluate((key) => localStorage.removeItem(key), faultsKey);
  }

  /** Opens an address where the API fails from the first request on. */
  async openWithFault(fault: string, address = '/'): Promise<void> {
    // Once: what a test lifts is not to come back with a reload.
    await this.page.addInitScript(
      ([key, text]) => {
        if (sessionStorage.getItem(key) === null) localStorage.setItem(key, text);
        sessionStorage.setItem(key, 'set');
      },
      [faultsKey, fault] as const,
    );
    await this.page.goto(address);
  }
}
