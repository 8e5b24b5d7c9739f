/**
 * The Content-Security-Policy: a page of Parley runs its own script and no other, and speaks to its own server and no
 * other, whatever text it shows.
 */

/**
 * @param {string | undefined} server the address of the API, where it is not the page's own
 * @param {'meta' | 'header'} place what only a header can say is left out of the page
 */
export function policy(server, place) {
  const connect = server ? ` ${new URL(server).origin}` : '';
  const rules = [
    "default-src 'none'",
    ...['script', 'style', 'img', 'font', 'manifest', 'worker'].map((kind) => `${kind}-src 'self'`),
    `connect-src 'self'${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(place === 'header' ? ["frame-ancestors 'none'"] : []),
    "require-trusted-types-for 'script'",
    'trusted-types parley',
  ];
  return rules.join('; ');
}

/**
 * The headers of every answer.
 * @param {string | undefined} server
 */
export function headers(server) {
  return {
    'Content-Security-Policy': policy(server, 'header'),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
