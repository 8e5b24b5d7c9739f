/**
 * What is looked up in the page itself. WebDriver sends a function as its text, so each of these stands alone: it uses
 * nothing but its arguments and what every page has.
 */

/**
 * The visible elements of this role whose name, or whose text where they have no name of their own, is `name`; null takes
 * any. Only the roles that the job asks for are known. `inside`: null takes the whole page.
 */
export function elementsOf(role: string, name: string | null, inside: Element | null): Element[] {
  const selectors: Readonly<Record<string, string>> = {
    article: 'article',
    button: 'button',
    complementary: 'aside',
    heading: 'h1, h2, h3, h4',
    link: 'a[href]',
    list: 'ul, ol',
    menuitemradio: '[role=menuitemradio]',
    region: 'section',
    searchbox: 'input[type=search]',
    status: '[role=status], output',
    textbox: 'textarea, input[type=text], input:not([type])',
  };
  const selector = selectors[role];
  if (selector === undefined) throw new Error(`The role ${role} is not known here.`);
  const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element) => {
    const label = plain(element.getAttribute('aria-label'));
    if (label !== '') return label;
    const ids = plain(element.getAttribute('aria-labelledby'));
    if (ids === '') return plain(element.textContent);
    return plain(
      ids
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    );
  };
  return [...(inside ?? document).querySelectorAll(selector)].filter(
    (element) => element.checkVisibility() && (name === null || nameOf(element) === name),
  );
}

/** Texts of the links in a list: the titles of its cards. */
export function linkTexts(list: Element): string[] {
  return [...list.querySelectorAll('a[href]')].map((link) => (link.textContent ?? '').trim());
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the part of an element is that can be seen: a list is longer than the column it scrolls in. */
export function boxOf(element: Element): Box {
  const own = element.getBoundingClientRect();
  const around = element.closest('[data-scroller]')?.getBoundingClientRect() ?? own;
  const outer = element.tagName === 'UL' ? around : own;
  return { x: outer.x, y: outer.y, width: outer.width, height: outer.height };
}

export function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

export function scrolledBy(list: Element): number {
  return list.parentElement?.scrollTop ?? 0;
}

/** Whether a worker serves the page, and if none ever will, why. */
export function keeping(): 'kept' | 'not yet' | 'no service workers' {
  if (!('serviceWorker' in navigator)) return 'no service workers';
  return navigator.serviceWorker.controller?.state === 'activated' ? 'kept' : 'not yet';
}

/** Makes the page look for a newer version. */
export function comeOnline(): void {
  window.dispatchEvent(new Event('online'));
}

export function buildName(): string {
  return document.documentElement.dataset.build ?? '';
}

/** Whether these words stand anywhere on the page. */
export function says(text: string): boolean {
  return (document.body.textContent ?? '').includes(text);
}

/** A page that has been loaded again does not bear the mark. */
export function reloadMarked(): void {
  document.documentElement.dataset.before = '';
  window.location.reload();
}

export function isReloaded(): boolean {
  return document.documentElement.dataset.before === undefined;
}
