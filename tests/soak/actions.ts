/**
 * What the soak does on a page: the commands of a reader, by role and name or by key. Each says in the model what it is
 * about to do before its last press, and that it was done once the page shows it. What the page has no place for at
 * present is skipped.
 */
import type { Page } from '@playwright/test';
import { pick, type Random } from '#mocks/seed/random.ts';
import type { ActorId } from '#src/domain/ids.ts';
import type { BoardPage, Column } from '#tests/journeys/board-page.ts';
import type { Tab } from './device.ts';
import { type Deed, type Model, traces } from './model.ts';

export interface Turn {
  readonly tab: Tab;
  readonly actor: ActorId;
  readonly model: Model;
  readonly random: Random;
  readonly step: number;
  /** The tabs of the device where the same is pressed in all of them at once; else none. */
  readonly inAllTabs: readonly Tab[];
  /** Words that no other step has. */
  readonly words: string;
}

/** In words, what was done; null where there was no place for it. */
type Action = (turn: Turn) => Promise<string | null>;

interface Shown {
  readonly title: string;
  /** `issue:…` */
  readonly id: string;
  readonly lane: string;
  readonly column: string;
}

const columns = ['Open', 'Under discussion', 'Resolved'] as const satisfies readonly Column[];
const places = ['To top', 'To bottom'] as const;
const keyOf: ReadonlyMap<string, string> = new Map([
  ['To top', 't'],
  ['To bottom', 'b'],
]);
/** More issues than that are not added: a column of many more shows a part of itself. */
const mostIssues = 20;
const fewestIssues = 8;

/** The issues on the board of this page, as it shows them. */
async function shownOn({ region }: BoardPage): Promise<readonly Shown[]> {
  return region
    .getByRole('list')
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => {
        const list = link.closest('[role=list], ul, ol')?.getAttribute('aria-label') ?? '';
        const [lane = '', column = ''] = list.split(' asks: ');
        const address = new URL(link.getAttribute('href') ?? '', location.href);
        const id = `issue:${address.searchParams.get('issue')}`;
        return { title: link.textContent ?? '', id, lane, column };
      }),
    );
}

function oneOf<T>(random: Random, all: readonly T[]): T | null {
  return all[Math.floor(random() * all.length)] ?? null;
}

/** From now on an announcement is a new one. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const said of document.querySelectorAll('[role=status].sr-only > span')) {
      said.setAttribute('data-heard', '');
    }
  });
}

/** What the page announces next. */
async function heard(page: Page): Promise<string> {
  const said = page.locator('[role=status].sr-only > span:not([data-heard])');
  return (await said.first().textContent()) ?? '';
}

function begin({ model, step, actor, tab }: Turn, trace: string, size: number | null = 1): Deed {
  return model.begin({ step, actor, tab: tab.name, trace, size });
}

/** Only now: what a page that has gone since had shown would be called saved by the next. */
function shown(deed: Deed): void {
  if (deed.isThere) deed.stage = 'shown';
}

/** Leaves menus and dialogs behind that a step before may have left open. */
async function clear({ page, board }: Tab): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /issue|issues|texts/i });
  for (let tries = 0; tries < 3; tries += 1) {
    if ((await board.menu.count()) + (await dialog.count()) === 0) break;
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
  const selection = barOf(page).getByRole('button', { name: 'Clear selection' });
  if ((await selection.count()) > 0) await selection.click();
}

function barOf(page: Page) {
  return page.getByRole('region', { name: 'Selected issues' });
}

async function openPanel({ board, page }: Tab, { title }: Shown): Promise<void> {
  await board.link(title).click();
  await page.getByRole('complementary', { name: title, exact: true }).waitFor();
}

function showMoved(deed: Deed, said: string): void {
  if (said.includes(' stays where it was ')) deed.stage = 'void';
  else if (/ moved (from|within) /.test(said)) shown(deed);
}

const move: Action = async (turn) => {
  const { tab, random } = turn;
  const { board, page } = tab;
  const issue = oneOf(random, await shownOn(board));
  if (!issue) return null;
  const others = columns.filter((column) => column !== issue.column);
  const where = oneOf(random, [...others, ...places]) ?? 'Open';
  await listen(page);
  const isByKey = random() < 0.4;
  const key = keyOf.get(where) ?? null;
  if (isByKey && key) {
    await board.link(issue.title).focus();
  } else {
    await board.openMoveMenu(issue.title);
  }
  const item = board.menu
    .getByRole('menuitemradio', { name: where })
    .or(board.menu.getByRole('menuitem', { name: where, exact: true }));
  if (!(isByKey && key) && (await item.getAttribute('aria-disabled')) === 'true') {
    await page.keyboard.press('Escape');
    return null;
  }
  const deed = begin(turn, traces.moved(issue.id), null);
  if (isByKey && key) await page.keyboard.press(key);
  else await item.click();
  showMoved(deed, await heard(page));
  return `move “${issue.title}” to ${where}`;
};

/** The id of the issue whose card is carried. */
function heldCard(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll<HTMLElement>('[data-card]')];
    const held = cards.find((card) => Number(getComputedStyle(card).opacity) < 1);
    return held?.dataset.card ?? null;
  });
}

/** By the mouse, to the top of a column or to its foot. */
const drag: Action = async (turn) => {
  const { tab, random } = turn;
  const { board, page } = tab;
  const issue = oneOf(random, await shownOn(board));
  const column = oneOf(random, columns);
  if (!issue || !column) return null;
  const card = await board.card(issue.title).boundingBox();
  const list = page.getByRole('list', { name: `${issue.lane} asks: ${column}`, exact: true });
  const target = await list.boundingBox();
  if (!card || !target) return null;
  const { mouse } = page;
  const middle = { x: card.x + card.width / 2, y: card.y + card.height / 2 };
  await mouse.move(middle.x, middle.y);
  await mouse.down();
  await mouse.move(middle.x + 12, middle.y + 12, { steps: 3 });
  const held = board.region.getByText('A drag changes the status, not who asks').first();
  try {
    // What drags is loaded after the board is painted.
    await held.waitFor({ timeout: 1_000 });
    // What came from elsewhere just then may have put another card under the mouse.
    if ((await heldCard(page)) !== issue.id) throw new Error('Another card is held.');
    const y = random() < 0.5 ? target.y + 6 : target.y + target.height - 6;
    await mouse.move(target.x + target.width / 2, y, { steps: 6 });
  } catch {
    await page.keyboard.press('Escape');
    await mouse.up();
    return null;
  }
  await listen(page);
  const deed = begin(turn, traces.moved(issue.id), null);
  await mouse.up();
  showMoved(deed, await heard(page));
  return `drag “${issue.title}” to ${column}`;
};

const add: Action = async (turn) => {
  const { tab, random, words } = turn;
  const { board, page } = tab;
  if ((await shownOn(board)).length >= mostIssues) return null;
  await page.getByRole('button', { name: 'Add issue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add issue' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(words);
  const asker = pick(random, ['United States', 'India']);
  await dialog.getByRole('radio', { name: asker }).check();
  await dialog.getByRole('combobox', { name: 'Category' }).selectOption('Other');
  const deed = begin(turn, traces.added(words));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await board.card(words).waitFor();
  shown(deed);
  return `add “${words}”`;
};

const retitle: Action = async (turn) => {
  const { tab, random, words } = turn;
  const issue = oneOf(random, await shownOn(tab.board));
  if (!issue) return null;
  await openPanel(tab, issue);
  await tab.board.panel.getByRole('button', { name: 'Edit issue' }).click();
  const dialog = tab.page.getByRole('dialog', { name: 'Edit issue' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(words);
  const deed = begin(turn, traces.retitled(issue.id, words));
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await tab.board.card(words).waitFor();
  shown(deed);
  return `call “${issue.title}” “${words}”`;
};

const remove: Action = async (turn) => {
  const { tab, random } = turn;
  const all = await shownOn(tab.board);
  const issue = oneOf(random, all);
  if (!issue || all.length <= fewestIssues) return null;
  await openPanel(tab, issue);
  const deed = begin(turn, traces.removed(issue.id));
  await tab.board.panel.getByRole('button', { name: 'Remove issue' }).click();
  await tab.board.card(issue.title).waitFor({ state: 'hidden' });
  shown(deed);
  return `remove “${issue.title}”`;
};

function notesOf({ panel }: BoardPage) {
  return panel.getByRole('region', { name: 'Annotations' });
}

const note: Action = async (turn) => {
  const { tab, random, words } = turn;
  const issue = oneOf(random, await shownOn(tab.board));
  if (!issue) return null;
  await openPanel(tab, issue);
  const notes = notesOf(tab.board);
  await notes.getByRole('textbox', { name: 'Add a note' }).fill(words);
  const deed = begin(turn, traces.noted(words));
  // Those of notes that are being rewritten come before it.
  if (random() < 0.5) await tab.page.keyboard.press('Control+Enter');
  else await notes.getByRole('button', { name: 'Save note' }).last().click();
  await notes.getByRole('article').filter({ hasText: words }).waitFor();
  shown(deed);
  return `note on “${issue.title}”`;
};

/** An issue with a note of an earlier step that stands on it alone: opened, and the text of the note. */
async function someNote({ tab, random }: Turn): Promise<{ issue: Shown; text: string } | null> {
  const { board } = tab;
  const counted = board.region
    .getByRole('article')
    .filter({ has: board.page.getByTitle(/^\d+ notes?$/) });
  const titles = await counted.getByRole('link').allTextContents();
  const candidates = (await shownOn(board)).filter(({ title }) => titles.includes(title));
  for (let tries = 0; tries < 3; tries += 1) {
    const issue = oneOf(random, candidates);
    if (!issue) return null;
    await openPanel(tab, issue);
    const written = await notesOf(board).getByRole('article').allTextContents();
    const text = oneOf(
      random,
      written.flatMap((all) => /Soak [\d-]+ alone/.exec(all) ?? []),
    );
    if (text !== null) return { issue, text };
  }
  return null;
}

const rewrite: Action = async (turn) => {
  const found = await someNote(turn);
  if (!found) return null;
  const article = notesOf(turn.tab.board).getByRole('article').filter({ hasText: found.text });
  await article.getByRole('button', { name: 'Edit note' }).click();
  // There may be others: texts that were left come back.
  const editor = notesOf(turn.tab.board).locator('textarea:focus');
  await editor.fill(turn.words);
  const deed = begin(turn, traces.rewrote(turn.words));
  await turn.tab.page.keyboard.press('Control+Enter');
  await notesOf(turn.tab.board).getByRole('article').filter({ hasText: turn.words }).waitFor();
  await editor.waitFor({ state: 'hidden' });
  shown(deed);
  return `rewrite a note on “${found.issue.title}”`;
};

const deleteNote: Action = async (turn) => {
  const found = await someNote(turn);
  if (!found) return null;
  const article = notesOf(turn.tab.board).getByRole('article').filter({ hasText: found.text });
  const button = article.getByRole('button', { name: 'Delete note' });
  const deed = begin(turn, traces.deleted(found.issue.id));
  await button.click();
  await article.waitFor({ state: 'hidden' });
  shown(deed);
  return `delete a note on “${found.issue.title}”`;
};

/** Several issues get the same note, by one command. */
const annotateMany: Action = async (turn) => {
  const { tab, random, words } = turn;
  const { board, page } = tab;
  const all = await shownOn(board);
  const first = oneOf(random, all);
  const second = oneOf(
    random,
    all.filter((issue) => issue !== first),
  );
  if (!first || !second) return null;
  const text = words.replace('alone', 'together');
  for (const { title } of [first, second]) {
    await board.link(title).click({ modifiers: ['ControlOrMeta'] });
  }
  const bar = barOf(page);
  const chosen = Number.parseInt((await bar.getByRole('status').textContent()) ?? '', 10);
  await bar.getByRole('button', { name: 'Annotate' }).click();
  const dialog = page.getByRole('dialog', { name: /^Annotate/ });
  await dialog.getByRole('textbox', { name: 'Note' }).fill(text);
  await listen(page);
  const deed = begin(turn, traces.noted(text), chosen);
  await dialog.getByRole('button', { name: 'Annotate' }).click();
  if ((await heard(page)).startsWith('Added the note')) shown(deed);
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  return `annotate ${chosen} issues`;
};

function takeBack(button: 'undo' | 'redo', keys: string, said: string): Action {
  return async (turn) => {
    const { board, page } = turn.tab;
    if (!(await board[button].isEnabled())) return null;
    await listen(page);
    const isByKey = turn.random() < 0.3;
    // In a text the keys would undo what was typed.
    if (isByKey) await board.region.focus();
    const deed = begin(turn, traces.tookBack(), null);
    if (isByKey) await page.keyboard.press(keys);
    else await board[button].click();
    const text = await heard(page);
    if (text.startsWith(said)) shown(deed);
    else if (text.startsWith('There is nothing')) deed.stage = 'void';
    return `${button}: ${text}`;
  };
}

/** What a clock that was wrong has kept back. It is no new command: what was done before gets another time. */
const recordAgain: Action = async ({ tab, inAllTabs }) => {
  const tabs = inAllTabs.includes(tab) ? inAllTabs : [tab];
  const buttons = tabs.map(({ page }) => page.getByRole('button', { name: 'Record again' }));
  if ((await Promise.all(buttons.map((button) => button.count()))).includes(0)) return null;
  await Promise.all(buttons.map((button) => button.dispatchEvent('click')));
  return `record again in ${tabs.length === 1 ? 'one tab' : 'all tabs at once'}`;
};

const undo = takeBack('undo', 'Control+z', 'Undone');
const redo = takeBack('redo', 'Control+Shift+z', 'Done again');

/** There is seldom anything to do again, unless something has just been undone. */
const undoAndRedo: Action = async (turn) => {
  const undone = (await turn.tab.board.redo.isEnabled()) ? '' : await undo(turn);
  const again = await redo(turn);
  return again === null ? undone : [undone, again].join(' ');
};

const actions: Readonly<Record<string, { readonly weight: number; readonly run: Action }>> = {
  move: { weight: 4, run: move },
  drag: { weight: 4, run: drag },
  note: { weight: 5, run: note },
  add: { weight: 3, run: add },
  retitle: { weight: 2, run: retitle },
  undo: { weight: 4, run: undo },
  redo: { weight: 3, run: undoAndRedo },
  rewrite: { weight: 3, run: rewrite },
  delete: { weight: 2, run: deleteNote },
  annotate: { weight: 2, run: annotateMany },
  remove: { weight: 1, run: remove },
  'record again': { weight: 2, run: recordAgain },
};

export function drawAction(random: Random): string {
  const total = Object.values(actions).reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const [name, { weight }] of Object.entries(actions)) {
    left -= weight;
    if (left < 0) return name;
  }
  return 'move';
}

export async function act(name: string, turn: Turn): Promise<string | null> {
  await clear(turn.tab);
  const action = actions[name];
  if (!action) throw new Error(`There is no action ${name}.`);
  return action.run(turn);
}

const keptText =
  /^(All changes saved|Offline: .* waiting|\d+ changes? waiting for the clock|\d+ changes? not taken by the server|Saved on the server alone)$/;

/** The header's word on what was done. */
export async function statusOf({ page }: Tab): Promise<string> {
  return (await page.getByRole('banner').getByRole('status').first().textContent()) ?? '';
}

export function isKept(status: string): boolean {
  return keptText.test(status);
}
