/**
 * What is measured: the production build in a folder of its own, with the page for the domain and the reference
 * page beside it under `bench/`, served on a port of its own. Nobody's `dist` is touched.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { generatedDossiers } from '#mocks/seed/dossiers.ts';
import type { LogEvent } from '#src/domain/event.ts';
import { referencePage } from './reference-page.ts';

export interface Served {
  /** Ends in a slash. */
  readonly address: string;
  close(): Promise<void>;
}

export interface BuildOptions {
  /** The folder to build into; it is emptied. */
  readonly folder: string;
  /** Names are kept for a profile; sizes mean nothing then. */
  readonly isReadable: boolean;
  /** The dossier that the reference page shows. */
  readonly dossier: string;
}

async function eventsOf(dossier: string): Promise<LogEvent[]> {
  const source = await generatedDossiers.get(dossier)?.events();
  if (!source) throw new Error(`There is no synthetic dossier ${dossier}.`);
  const events: LogEvent[] = [];
  for (let next = source.next(); !next.done; next = source.next()) events.push(next.value);
  return events;
}

export async function buildAll({ folder, isReadable, dossier }: BuildOptions): Promise<void> {
  const minify = isReadable ? { minify: false } : {};
  await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true, ...minify } });
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: join(folder, 'bench'),
      emptyOutDir: true,
      target: 'es2023',
      ...minify,
      rolldownOptions: {
        input: 'tests/bench/fold-page.ts',
        output: { entryFileNames: 'fold-page.js' },
      },
    },
  });
  const page =
    '<!doctype html><title>Fold</title><script type="module" src="fold-page.js"></script>';
  writeFileSync(join(folder, 'bench', 'fold.html'), page);
  for (const [name, text] of referencePage(await eventsOf(dossier))) {
    writeFileSync(join(folder, 'bench', name), text);
  }
}

export async function serve(folder: string): Promise<Served> {
  const server = await preview({
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 4_329 },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('The build could not be served.');
  return { address, close: () => server.close() };
}
