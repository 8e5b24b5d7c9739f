/**
 * Keys on a focused card: arrows go to the neighbouring card or column, M opens its Move menu. They work from
 * the card's title or its Move button and leave every other key to the browser.
 */
import type { KeyboardEvent } from 'react';

export function handleCardKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
  if (!(event.target instanceof HTMLElement)) return;
  const card = event.target.closest<HTMLElement>('[data-card]');
  if (!card) return;
  const next = keyTarget(event.key, card);
  if (next === null) return;
  event.preventDefault();
  if (event.key.toLowerCase() === 'm') next.click();
  else {
    next.focus();
    next.closest('[data-card]')?.scrollIntoView({ block: 'nearest' });
  }
}

function keyTarget(key: string, card: HTMLElement): HTMLElement | null {
  switch (key) {
    case 'm':
    case 'M':
      return card.querySelector('[data-part="move"]');
    case 'ArrowDown':
      return titleOf(besideInCell(card, 1));
    case 'ArrowUp':
      return titleOf(besideInCell(card, -1));
    case 'ArrowRight':
      return titleOf(besideInLane(card, 1));
    case 'ArrowLeft':
      return titleOf(besideInLane(card, -1));
    default:
      return null;
  }
}

function titleOf(element: Element | null | undefined): HTMLElement | null {
  return element?.querySelector<HTMLElement>('[data-part="title"]') ?? null;
}

function besideInCell(card: HTMLElement, step: 1 | -1): Element | null | undefined {
  const row = card.closest<HTMLElement>('[data-index]');
  const index = Number(row?.dataset.index) + step;
  return row?.parentElement?.querySelector(`:scope > [data-index="${index}"]`);
}

/** The card nearest in height in the next column that has one. */
function besideInLane(card: HTMLElement, step: 1 | -1): Element | null {
  const cell = card.closest('[data-cell]');
  const { top } = card.getBoundingClientRect();
  let next = sibling(cell, step);
  while (next && !next.querySelector('[data-card]')) next = sibling(next, step);
  const cards = [...(next?.querySelectorAll('[data-card]') ?? [])];
  const distance = (element: Element) => Math.abs(element.getBoundingClientRect().top - top);
  return cards.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function sibling(element: Element | null, step: 1 | -1): Element | null {
  return (step === 1 ? element?.nextElementSibling : element?.previousElementSibling) ?? null;
}
