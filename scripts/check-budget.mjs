/**
 * Adds up the JavaScript a browser needs before the board paints, gzipped, and fails if it is over budget or
 * holds any of the embedded API. Reads the last build: index.html, Vite's manifest, `modules.json`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kilobytes of 1,000 bytes. */
const budget = 180;

/**
 * Modules that are imported with `import()` and yet needed before the board paints, as the manifest names
 * them (a path from the project's root). Whoever splits the board off, adds it here.
 * @type {string[]}
 */
const neededBeforePaint = [];

const embedded = [/^mocks\//, /^node_modules\/(@mswjs|msw)\//];

/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {string[]} [imports] names of the chunks it imports at once
 *
 * @typedef {Record<string, Chunk>} Manifest
 *
 * @typedef {object} Sized
 * @property {string} file
 * @property {number} size gzipped, in bytes
 */

/**
 * What a browser needs of a build before the board paints.
 * @param {string} dist the folder of the build
 */
export function scriptBeforeBoard(dist) {
  /** @type {Manifest} */
  const manifest = JSON.parse(read(dist, '.vite/manifest.json'));
  /** @type {Record<string, string[]>} */
  const modules = JSON.parse(read(dist, '.vite/modules.json'));
  const inPage = filesInPage(dist);
  const starting = startingChunks(manifest, inPage).flatMap((start) =>
    withImports(manifest, start),
  );
  const needed = new Set([...inPage, ...starting]);
  /** @param {Iterable<string>} files */
  const sized = (files) => Array.from(files, (file) => ({ file, size: gzipped(dist, file) }));
  const before = sized(needed);
  return {
    before,
    later: sized(Object.keys(modules).filter((file) => !needed.has(file))),
    total: before.reduce((sum, { size }) => sum + size, 0),
    intruders: [...needed].flatMap((file) =>
      (modules[file] ?? []).filter((id) => embedded.some((form) => form.test(id))),
    ),
  };
}

function check() {
  const { before, later, total, intruders } = scriptBeforeBoard('dist');
  print('Before the board paints', before);
  print('Later, or the embedded API', later);
  console.log(`JavaScript before the board: ${kilobytes(total)} KB of ${budget} KB gzipped`);
  if (intruders.length > 0) {
    console.error(`The embedded API is among it: ${intruders.slice(0, 5).join(', ')}`);
    process.exitCode = 1;
  }
  if (total > budget * 1_000) {
    console.error(`That is ${kilobytes(total - budget * 1_000)} KB over budget.`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} dist
 * @param {string} name
 */
function read(dist, name) {
  try {
    return readFileSync(join(dist, name), 'utf8');
  } catch {
    console.error(`There is no ${dist}/${name}: run \`npm run build\` first.`);
    process.exit(1);
  }
}

/**
 * Scripts and preloads that the page itself names.
 * @param {string} dist
 */
function filesInPage(dist) {
  const tags = read(dist, 'index.html').match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => /\b(?:src|href)="\/([^"]+\.js)"/.exec(tag)?.[1] ?? []);
}

/**
 * @param {Manifest} manifest
 * @param {string[]} inPage files
 */
function startingChunks(manifest, inPage) {
  const starts = Object.keys(manifest).filter((name) =>
    inPage.includes(manifest[name]?.file ?? ''),
  );
  if (starts.length === 0) throw new Error('The page names no script that the manifest knows.');
  return [...starts, ...neededBeforePaint];
}

/**
 * A chunk's file and those of all it imports at once, however deep.
 * @param {Manifest} manifest
 * @param {string} start
 * @returns {string[]}
 */
function withImports(manifest, start) {
  const seen = new Set();
  const waiting = [start];
  for (const name of waiting) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no chunk for ${name}; see neededBeforePaint.`);
    if (seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...seen];
}

/**
 * @param {string} dist
 * @param {string} file
 */
function gzipped(dist, file) {
  return gzipSync(readFileSync(join(dist, file))).length;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1_000).toFixed(1);
}

/**
 * @param {string} title
 * @param {Sized[]} rows
 */
function print(title, rows) {
  console.log(title);
  for (const { file, size } of rows.toSorted((a, b) => b.size - a.size)) {
    console.log(`${kilobytes(size).padStart(9)} KB  ${file}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) check();
