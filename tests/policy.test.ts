// @vitest-environment node

/** The policy says the same wherever it is said, and lets nothing in that it was made to keep out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headers, policy } from '#scripts/policy.mjs';

test.each(['nginx.conf', 'Caddyfile'])(
  'docs/hosting/%s sends every header of the build, word for word',
  (file) => {
    const text = readFileSync(`docs/hosting/${file}`, 'utf8');
    for (const [name, value] of Object.entries(headers(undefined))) {
      expect(text).toContain(`${name} "${value}"`);
    }
  },
);

test('a block of nginx that sets a header of its own sends all the others too', () => {
  const text = readFileSync('docs/hosting/nginx.conf', 'utf8');
  const blocks = text.split(/location [^{]+\{/).slice(1);
  const named = blocks.filter((block) => block.includes('add_header'));
  expect(named).toHaveLength(1);
  for (const [name, value] of Object.entries(headers(undefined))) {
    expect(named[0]).toContain(`add_header ${name} "${value}" always;`);
  }
});

test('no script but the page’s own, none made of text, and no other server but the one it was built for', () => {
  const rules = (server?: string) =>
    Object.fromEntries(
      policy(server, 'header')
        .split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    );
  const own = rules();
  expect(own['default-src']).toBe("'none'");
  expect(own['script-src']).toBe("'self'");
  expect(own['style-src']).toBe("'self'");
  expect(own['connect-src']).toBe("'self'");
  expect(own['frame-ancestors']).toBe("'none'");
  expect(own['require-trusted-types-for']).toBe("'script'");
  expect(policy(undefined, 'meta')).not.toMatch(/unsafe|data:|\*|frame-ancestors/);
  expect(rules('https://api.example.org/parley/')['connect-src']).toBe(
    "'self' https://api.example.org",
  );
});
