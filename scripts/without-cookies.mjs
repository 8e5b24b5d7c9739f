/**
 * A Vite plugin for the build: Mock Service Worker keeps cookies for the servers it mocks, by a library that weighs ten
 * times as much as the embedded API. That sets none, so it gets a store that has none.
 */
const store = /\/msw\/.*\/cookieStore\.mjs$/;

/** @returns {import('vite').Plugin} */
export function withoutCookies() {
  return {
    name: 'parley:without-cookies',
    apply: 'build',
    load: (id) =>
      store.test(id.replaceAll('\\', '/'))
        ? 'export const cookieStore = { getCookies: () => [], setCookie: async () => undefined };'
        : null,
  };
}
