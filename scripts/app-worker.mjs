/**
 * A Vite plugin for the build: it writes `sw.js`, the service worker (src/offline/worker.ts) with the list of the files
 * it is to keep, puts the policy into the page, and writes the headers down as hosts of static files read them
 * (`_headers`). While developing there is neither: Mock Service Worker's own script is served in their place.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transformWithOxc } from 'vite';
import { headers, policy } from './policy.mjs';

const source = 'src/offline/worker.ts';
/** Not kept: what only tools read, and letters that few readers need; those are kept once they were needed. */
const left =
  /^(\.vite\/|bench\/|_headers$|sw\.js$|assets\/.*-(cyrillic|greek|vietnamese)(-ext)?-.*\.woff2$)/;

/** @returns {import('vite').Plugin} */
export function appWorker() {
  const server = process.env.VITE_API_URL;
  /** @type {import('vite').ResolvedConfig} */
  let config;
  return {
    name: 'parley:app-worker',
    configResolved: (resolved) => {
      config = resolved;
    },
    configureServer: ({ middlewares }) => {
      const script = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
      middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(script));
      });
    },
    transformIndexHtml: () =>
      config.command === 'build'
        ? [
            {
              tag: 'meta',
              injectTo: 'head-prepend',
              attrs: {
                'http-equiv': 'Content-Security-Policy',
                content: policy(server, 'meta'),
              },
            },
          ]
        : [],
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => (config.command === 'build' ? write(config, server) : undefined),
    },
  };
}

/**
 * @param {import('vite').ResolvedConfig} config
 * @param {string | undefined} server
 */
async function write({ root, build, logger }, server) {
  const out = resolve(root, build.outDir);
  writeFileSync(join(out, '_headers'), headersFile(headers(server)));
  const paths = readdirSync(out, { recursive: true })
    .map((name) => String(name).split(sep).join('/'))
    .filter((name) => !left.test(name) && statSync(join(out, name)).isFile())
    .sort();
  let size = 0;
  const files = paths.map((path) => {
    const content = readFileSync(join(out, path));
    size += path.endsWith('.woff2') ? content.length : gzipSync(content).length;
    const digest = createHash('sha256').update(content).digest('base64');
    return [path === 'index.html' ? '' : path, `sha256-${digest}`];
  });
  const { code } = await transformWithOxc(readFileSync(join(root, source), 'utf8'), source);
  const script = code.replace(/^export \{\};?$/m, '');
  const facts = { files, isEmbedded: !server };
  const version = createHash('sha256').update(JSON.stringify(facts)).update(script).digest('hex');
  const told = JSON.stringify({ version: version.slice(0, 12), ...facts });
  writeFileSync(join(out, 'sw.js'), `const build = ${told};\n${script}`);
  logger.info(`sw.js keeps ${files.length} files, ${Math.round(size / 1_000)} KB as they are sent`);
}

/** @param {Record<string, string>} all */
function headersFile(all) {
  const lines = Object.entries(all).map(([name, value]) => `  ${name}: ${value}`);
  const fresh = ['/sw.js', '/'].map((path) => `${path}\n  Cache-Control: no-cache`);
  const named = '/assets/*\n  Cache-Control: public, max-age=31536000, immutable';
  return `${['/*', ...lines].join('\n')}\n${[...fresh, named].join('\n')}\n`;
}
