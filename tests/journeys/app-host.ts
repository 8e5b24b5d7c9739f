/**
 * A host of static files that a journey can switch off, and on which it can put another version of the app. The next
 * version is a real build of the same sources, which says of itself that it is the next.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { headers } from '#scripts/policy.mjs';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface AppHost {
  readonly address: string;
  /** Puts another build in the place of the one that is served. */
  put(folder: string): void;
  /** Changes what is sent of a file, as some hosts do; null sends it as it is. */
  tamper: ((path: string, content: Buffer) => Buffer | string) | null;
  readonly isUp: boolean;
  stop(): Promise<void>;
  /** At the same address as before. */
  start(): Promise<void>;
}

/** On any port; another start takes the same one. `api`: the address of the server that its builds speak to, if any. */
export async function hostApp(first: string, api?: string): Promise<AppHost> {
  let folder = first;
  let port = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = pathname === '/' || !existsSync(join(folder, pathname)) ? '/index.html' : pathname;
    // As a host does: an address is the page's, a file that is gone is missing.
    if (path !== pathname && extname(pathname) !== '') {
      response.writeHead(404).end();
      return;
    }
    const content = readFileSync(join(folder, path));
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers(api), 'content-type': type });
    response.end(host.tamper?.(path, content) ?? content);
  });
  const start = () =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        const place = server.address();
        if (typeof place === 'object' && place) port = place.port;
        resolve();
      });
    });
  await start();
  const host: AppHost = {
    address: `http://127.0.0.1:${port}`,
    put: (other) => {
      folder = other;
    },
    tamper: null,
    get isUp() {
      return server.listening;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start,
  };
  return host;
}

/** Builds the next version; its page says so in `data-build`, and its late parts have other names. */
export async function buildNext(folder: string): Promise<void> {
  await build({
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'next-version',
        transform: (code, id) => {
          if (id.endsWith('/src/main.tsx')) {
            return `${code}\ndocument.documentElement.dataset.build = 'next';`;
          }
          const isLate = id.endsWith('/removed-issues.tsx') || id.endsWith('/scale.ts');
          return isLate ? `${code}\ndocument.documentElement.dataset.late = 'next';` : null;
        },
      },
    ],
  });
}
