/** The cards in the page: which one an event is on, and where the card of an issue is. */
import { type IssueId, isIssueId } from '#src/domain/ids.ts';

/** The card that this is in, or is itself. */
export function cardAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null;
}

/** The issue on that card. */
export function issueAt(target: EventTarget | null): IssueId | null {
  const id = cardAt(target)?.dataset.card ?? '';
  return isIssueId(id) ? id : null;
}

/** What takes the focus on the card of an issue, if it is rendered now. */
export function cardTitleOf(issue: IssueId): HTMLElement | null {
  return cardOf(issue)?.querySelector<HTMLElement>('[data-part="title"]') ?? null;
}

/** The card of an issue, if it is rendered now. */
export function cardOf(issue: IssueId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-card="${CSS.escape(issue)}"]`);
}
