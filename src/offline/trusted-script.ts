/** The one policy of the page for Trusted Types (W3C): a script is one of its own files, and none that a text names. */

declare global {
  interface Window {
    /** As far as they are used; what they make stands for a text. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(text: string): string },
      ): { createScriptURL(text: string): string };
    };
  }
}

/** A policy is made once, and under this name (scripts/policy.mjs). */
const made = new WeakMap<Window, (address: string) => string>();

/** The address, as the browser asks for it where a script is begun. Throws for one of another host. */
export function trustedScript(page: Window, address: string): string {
  const known = made.get(page);
  if (known) return known(address);
  const own = (text: string) => {
    const { origin } = new URL(text, page.location.href);
    if (origin !== page.location.origin) throw new TypeError(`Not a script of this page: ${text}`);
    return text;
  };
  const policy = page.trustedTypes?.createPolicy('parley', { createScriptURL: own });
  const trust = policy ? (text: string) => policy.createScriptURL(text) : own;
  made.set(page, trust);
  return trust(address);
}
