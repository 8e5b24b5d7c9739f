/**
 * What a browser has and jsdom has not, as far as the page asks for it: there is no layout, so nothing is ever
 * resized, scrolled, animated or under a pointer, and every media query says no.
 */
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

const isPlain = /^[\w-]$/;

/** CSS.escape, for the ids of this project: everything but letters, digits, `-` and `_` gets a backslash. */
function escapeIdentifier(text: string): string {
  return [...text].map((sign) => (isPlain.test(sign) ? sign : `\\${sign}`)).join('');
}

function noMedia(media: string) {
  return Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
}

Object.assign(globalThis, {
  scrollTo: () => {},
  ResizeObserver: NoObserver,
  IntersectionObserver: NoObserver,
  CSS: { escape: escapeIdentifier, supports: () => false },
  matchMedia: noMedia,
});
Object.assign(Element.prototype, {
  scrollIntoView: () => {},
  scrollTo: () => {},
  getAnimations: () => [],
  setPointerCapture: () => {},
  releasePointerCapture: () => {},
  hasPointerCapture: () => false,
});

/** jsdom takes `search` for a misspelt tag, and React says so. */
const create = document.createElement.bind(document);
function createElement(tag: string, options?: ElementCreationOptions): HTMLElement {
  const element = create(tag, options);
  if (tag === 'search') {
    Object.defineProperty(element, Symbol.toStringTag, { value: 'HTMLElement' });
  }
  return element;
}

Object.assign(document, {
  createElement,
  elementFromPoint: () => null,
  getAnimations: () => [],
});
