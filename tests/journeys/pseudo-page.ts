/** The page in its pseudo-language, in which every message stands in brackets: what is outside them is no message. */
import type { Page } from '@playwright/test';

export const pseudoAddress = 'http://127.0.0.1:4318';

/** What a message looks like where it is looked for by a part of its English: /\[Add issue ~+\]/. */
export function saying(words: string): RegExp {
  return new RegExp(`\\[${words.replace(/[()?]/g, '\\$&')}`);
}

/**
 * Letters on the page, in its text and in what is read to those who do not see it, that stand in no message. Left out
 * are what somebody wrote (`dir="auto"`, `bdi`), dates and the names printed on keys; `known` are further texts of the
 * dossier, and names of countries.
 */
export async function unbracketed(page: Page, known: readonly string[]): Promise<string[]> {
  const { text, attributes } = await page.evaluate(() => {
    const strangers = '[dir="auto"], bdi, time, kbd, script, noscript, style, textarea';
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    let all = '';
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (!parent?.closest(strangers)) all += `${textContent}\n`;
    }
    const heard = [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'title',
      'placeholder',
      'alt',
    ];
    const said = heard.flatMap((name) =>
      Array.from(document.querySelectorAll(`[${name}]:not(time)`), (element) =>
        element.getAttribute(name),
      ),
    );
    return { text: all, attributes: said.filter((value) => value !== null) };
  });
  const bare = [text, ...attributes]
    .map(withoutMessages)
    .flatMap((rest) => rest.split('\n'))
    .map((line) => line.trim());
  const names = new Set([...known, 'Parley']);
  return [...new Set(bare.filter((line) => /\p{L}{2}/u.test(line) && !names.has(line)))];
}

/** Messages may stand in messages: the innermost brackets go first. */
function withoutMessages(text: string): string {
  const rest = text.replace(/\[[^[\]]*\]/g, '');
  return rest === text ? text : withoutMessages(rest);
}

/** Names of what sticks out of the window to the left or the right, or is cut off within its own box. */
export async function broken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`page: ${scrollWidth} > ${clientWidth}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, a, input, select, textarea, article, [role="menuitem"], [role="menuitemradio"]',
    )) {
      const { left, right, width } = element.getBoundingClientRect();
      // Columns that are swiped to lie beside the window; what is in one keeps to it.
      const place = element.closest('[data-part="columns"] > *')?.getBoundingClientRect();
      if (width <= 1 || element.closest('[data-scroller] table')) continue;
      const name = element.ariaLabel ?? element.textContent;
      if (left < (place?.left ?? 0) - 1 || right > (place?.right ?? clientWidth) + 1)
        found.push(`${name}: ${left} to ${right}`);
      if (element.matches('button') && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${name}: ${element.scrollWidth} px in ${element.clientWidth}`);
      }
    }
    return found;
  });
}
