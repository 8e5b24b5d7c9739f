/**
 * The page that figures are read against: the same cards as static HTML in six scrollers, without a framework.
 * A key puts a card on top of the first column, a drop puts the dragged one on top of the second, Ctrl+Z puts
 * it back: the least that a browser must do for what the board does.
 */
import { boardOf } from '#src/domain/board.ts';
import { cellKey } from '#src/domain/cells.ts';
import type { LogEvent } from '#src/domain/event.ts';
import type { Issue } from '#src/domain/issue.ts';
import { addToLog, emptyLog } from '#src/domain/log.ts';
import { statuses } from '#src/domain/vocabulary.ts';
import { categoryLabel, statusLabel } from '#src/words/vocabulary.ts';

const style = `
  body { margin: 0; font: 14px/1.4 sans-serif; }
  main { display: grid; grid-template: repeat(2, 1fr) / repeat(3, 1fr); gap: 12px; height: 100vh; }
  section { overflow-y: auto; background: #eee; }
  ul { list-style: none; margin: 0; padding: 8px; display: grid; gap: 8px; }
  article { position: relative; display: grid; gap: 6px; padding: 8px; border: 1px solid #ccc; background: #fff; }
  article > div { display: flex; gap: 8px; font-size: 11px; }
  article > a { font-weight: 600; }
  article > button { position: absolute; top: 4px; right: 4px; }
  #dragged { position: fixed; inset: 0 auto auto 0; width: 16rem; }
`;

/** Serialised into a script, so it may use nothing from outside itself. */
function behave(): void {
  let dragged: Element | null = null;
  let home: Element | null = null;
  let ghost: HTMLElement | null = null;
  let moved: Element | null = null;
  const list = (place: number) => document.querySelectorAll('ul')[place];
  addEventListener('pointerdown', ({ target }) => {
    const row = target instanceof Element ? target.closest('li') : null;
    const card = row?.querySelector('article');
    if (!row || !card) return;
    dragged = row;
    ghost = document.createElement('div');
    ghost.id = 'dragged';
    ghost.append(card.cloneNode(true));
    document.body.append(ghost);
  });
  addEventListener('dragstart', (event) => event.preventDefault());
  addEventListener('pointermove', ({ clientX, clientY }) => {
    if (ghost) ghost.style.transform = `translate(${clientX}px, ${clientY}px)`;
  });
  addEventListener('pointerup', () => {
    if (!dragged) return;
    home = dragged.parentElement;
    list(1)?.prepend(dragged);
    moved = dragged;
    ghost?.remove();
    dragged = null;
    ghost = null;
  });
  addEventListener('keydown', (event) => {
    if (event.ctrlKey && event.key === 'z' && moved) home?.prepend(moved);
    else if (!event.ctrlKey) {
      const copy = list(0)?.lastElementChild?.cloneNode(true);
      if (copy) list(0)?.prepend(copy);
    }
  });
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<"]/g, (mark) => marks[mark] ?? mark);
}

function cardHtml({ id, title, asker, category, movedAt, annotations }: Issue): string {
  return `<li><article><div><span>${asker} ask</span><span>${categoryLabel(category)}</span></div><a href="#${id}">${escaped(title)}</a><div><span>${annotations.length} notes</span><time>${movedAt.slice(0, 10)}</time></div><button type="button">Move</button></article></li>`;
}

/** Its files by name, for the board that these events amount to: the build's policy lets no page hold its own script or style. */
export function referencePage(events: readonly LogEvent[]): ReadonlyMap<string, string> {
  const board = boardOf(addToLog(emptyLog, events).log);
  const columns = (board.dossier?.parties ?? []).flatMap((asker) =>
    statuses.map((status) => {
      const issues = (board.cells.get(cellKey(asker, status)) ?? []).flatMap(({ id }) => {
        const issue = board.issues.get(id);
        return issue ? [cardHtml(issue)] : [];
      });
      return `<section><h3>${asker}: ${statusLabel(status)}</h3><ul>${issues.join('')}</ul></section>`;
    }),
  );
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Reference</title><link rel="stylesheet" href="reference.css"><body><main aria-label="Board">${columns.join('')}</main><script src="reference.js"></script></body></html>`;
  return new Map([
    ['reference.html', page],
    ['reference.css', style],
    ['reference.js', `(${behave.toString()})();`],
  ]);
}
