// @vitest-environment node
/**
 * The linter keeps the layers apart and the house rules: each snippet below breaks one of them, or is allowed.
 * Biome itself is run, over all snippets at once, with the project's own configuration.
 * Example: `src/domain/a.ts` with `import 'react'` is reported, with `import 'valibot'` it is not.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';

const imports = 'lint/style/noRestrictedImports';
const ambient = 'plugin';

/** A folder to put the file in, what it says, and the rule that must report it (null: none may). */
type Snippet = readonly [folder: string, code: string, rule: string | null];

const snippets: readonly Snippet[] = [
  ['src/domain', "import 'valibot';", null],
  ['src/domain', "import './event.ts';", null],
  ['src/domain', "import 'react';", imports],
  ['src/domain', "import 'idb';", imports],
  ['src/domain', "import 'zustand/vanilla';", imports],
  ['src/domain', "import type { WireEvents } from '#src/api/contract.ts';", imports],
  ['src/domain', "import '../storage/event-log.ts';", imports],
  ['src/domain', "import './../storage/event-log.ts';", imports],
  ['src/domain', 'export const now = Date.now();', ambient],
  ['src/domain', 'export const now = new Date();', ambient],
  ['src/domain', 'export const rank = Math.random();', ambient],
  ['src/domain', 'export const then = new Date(0);', null],
  ['src/domain', "export const page = fetch('/');", 'lint/style/noRestrictedGlobals'],

  ['src/formats', "import '#src/domain/event.ts';", null],
  ['src/formats', "import 'papaparse';", null],
  ['src/formats', "import '#src/words/numbers.ts';", imports],
  ['src/formats', "import '#src/store/session.ts';", imports],
  ['src/formats', "export const page = fetch('/');", 'lint/style/noRestrictedGlobals'],
  ['src/domain', "import '#src/formats/archive.ts';", imports],
  ['src/storage', "import '#src/formats/archive.ts';", imports],

  ['src/words', "import '#src/domain/event.ts';", null],
  ['src/words', "import 'icu-minify/format';", null],
  ['src/words', "import 'react';", imports],
  ['src/words', "import '#src/storage/event-log.ts';", imports],
  ['src/words', "import '#src/store/session.ts';", imports],
  ['src/domain', "import '#src/words/numbers.ts';", imports],

  ['src/storage', "import '#src/domain/event.ts';", null],
  ['src/storage', "import '#src/words/numbers.ts';", imports],
  ['src/storage', "import 'idb';", null],
  ['src/storage', "import '#src/api/contract.ts';", imports],
  ['src/storage', "import '#src/store/session.ts';", imports],
  ['src/storage', "import './snapshot/snapshot-store.ts';", null],
  ['src/storage', "import './snapshot/snapshot-transactions.ts';", null],
  ['src/storage', "import './snapshot/snapshot-form.ts';", imports],
  ['src/storage', "import './snapshot/snapshot.ts';", imports],
  ['src/storage/snapshot', "import '../committed.ts';", null],
  ['src/storage/snapshot', "import './snapshot-form.ts';", null],
  ['src/storage/snapshot', "import '#src/domain/board.ts';", null],
  ['src/storage/snapshot', "import '../../store/session.ts';", imports],
  ['src/storage/snapshot', "import '#src/store/session.ts';", imports],

  ['src/api', "import '#src/domain/event.ts';", null],
  ['src/api', "import '#src/storage/event-log.ts';", null],
  ['src/api', "import '#src/storage/indexed-db-log.ts';", imports],
  ['src/api', "import '#src/store/session.ts';", imports],
  ['src/api', "import '#mocks/server.ts';", imports],
  ['src/api', "import '#src/words/problems.ts';", imports],

  ['src/store', "import '#src/api/contract.ts';", null],
  ['src/store', "import type { KeyValue } from '#src/storage/key-value.ts';", null],
  ['src/store', "import { memoryKeyValue } from '#src/storage/key-value.ts';", imports],
  ['src/store', "import { createApiClient } from '#src/api/client.ts';", imports],
  ['src/store', "import '#src/storage/indexed-db-log.ts';", imports],
  ['src/store', "import '#src/storage/snapshot/snapshot.ts';", null],
  ['src/store', "import '#src/storage/snapshot/snapshot-form.ts';", imports],
  ['src/store', "import '#src/storage/snapshot/snapshot-store.ts';", imports],
  ['src/store', "import '#src/commands/move-issue.ts';", imports],
  ['src/store', "import '#src/words/problems.ts';", imports],

  ['src/commands', "import '#src/store/session.ts';", null],
  ['src/commands', "import '#src/features/board/card.tsx';", imports],
  ['src/commands', "import '#src/words/problems.ts';", null],
  ['src/commands', "import '#src/ui/button.tsx';", imports],
  ['src/commands', "import 'wouter';", imports],

  ['src/features/board', "import '#src/commands/move-issue.ts';", null],
  ['src/features/board', "import '#src/ui/button.tsx';", null],
  ['src/features/board', "import '#src/features/shared/party-chip.tsx';", null],
  ['src/features/board', "import '#src/features/issue/panel.tsx';", imports],
  ['src/features/shared', "import '#src/features/board/card.tsx';", imports],
  ['src/features/board', "import '../issue/panel.tsx';", imports],
  ['src/features/board', "import '#src/app/shell.tsx';", imports],
  ['src/features/board', "import '#mocks/browser.ts';", imports],
  ['src/features/board', "export const load = () => import('idb');", imports],
  ['src/features/board', "import { Link } from 'wouter';", imports],
  ['src/features/board/drag', "import 'wouter';", imports],
  ['src/features/board/drag', "import '../card.tsx';", null],
  ['src/features/board/drag', "import '../../issue/panel.tsx';", imports],

  ['src/app', "import '#src/features/board/board.tsx';", null],
  ['src/app', "import { Link } from 'wouter';", null],
  ['src/app', "import '#src/storage/indexed-db-log.ts';", imports],
  ['src/app', "import '#mocks/browser.ts';", imports],
  ['src/app', "import '#src/main.tsx';", imports],

  ['src/ui', "import 'react';", null],
  ['src/ui', "import '#src/words/compiled/ui.ts';", null],
  ['src/ui', "import '#src/domain/issue.ts';", imports],
  ['src/ui', "import '#src/store/session.ts';", imports],
  ['src/ui', "import 'zustand';", imports],
  ['src/ui', "import 'wouter';", imports],

  ['mocks', "import '#src/domain/event.ts';", null],
  ['mocks', "import '#src/api/contract.ts';", null],
  ['mocks', "import '#src/api/client.ts';", imports],
  ['mocks', "import '#src/storage/log-database.ts';", imports],
  ['mocks/seed', "import '#src/store/session.ts';", imports],

  ['src/app', 'export const loose = (value: any) => value;', 'lint/suspicious/noExplicitAny'],
  ['src/app', 'export const sure = (x: { a?: string }) => x.a!;', 'lint/style/noNonNullAssertion'],
  [
    'src/app',
    'export const cast = (x: unknown) => x as string;',
    'lint/nursery/noUnsafeTypeAssertion',
  ],
  ['src/app', "export { a } from './a.ts';", 'lint/performance/noBarrelFile'],
  ['src/app', "export * from './a.ts';", 'lint/performance/noReExportAll'],
  ['src/app', 'export default 1;', 'lint/style/noDefaultExport'],
  ['src/app', "console.log('here');", 'lint/suspicious/noConsole'],
  ['src/app', "import './shell';", 'lint/correctness/useImportExtensions'],
  ['src/app', "import 'left-pad';", 'lint/correctness/noUndeclaredDependencies'],
];

const reportForm = v.object({
  diagnostics: v.array(
    v.object({ category: v.string(), location: v.object({ path: v.string() }) }),
  ),
});

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'parley-layers-'));
const reported = new Map<string, Set<string>>();

beforeAll(() => {
  for (const name of ['biome.json', 'package.json', 'tsconfig.json', 'scripts/lint']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  // Files that the snippets about cycles, extensions and file names need on disk.
  write('src/app/shell.tsx', 'export const shell = 1;\n');
  write('src/app/a.ts', 'export const a = 1;\n');
  write(
    'src/app/cycle-one.ts',
    "import { two } from './cycle-two.ts';\nexport const one = () => two;\n",
  );
  write(
    'src/app/cycle-two.ts',
    "import { one } from './cycle-one.ts';\nexport const two = () => one;\n",
  );
  write('src/app/NotKebab.tsx', 'export const named = 1;\n');
  for (const [i, [place, code]] of snippets.entries()) write(fileOf(place, i), `${code}\n`);
  const program = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false', '.'];
  const run = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  for (const { category, location } of v.parse(reportForm, JSON.parse(run.stdout)).diagnostics) {
    const rules = reported.get(location.path) ?? new Set();
    reported.set(location.path, rules.add(category));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function fileOf(place: string, i: number): string {
  return `${place}/snippet-${i}.ts`;
}

function isAboutLayers(rule: string): boolean {
  return rule === imports || rule === ambient;
}

function rulesAt(path: string): string[] {
  return [...(reported.get(path) ?? [])];
}

test.each(
  snippets.map(([place, code, rule], i) => ({ place, code, rule, path: fileOf(place, i) })),
)('in $place, `$code` is reported by: $rule', ({ rule, path }) => {
  if (rule === null) expect(rulesAt(path).filter(isAboutLayers)).toEqual([]);
  else expect(rulesAt(path)).toContain(rule);
});

test('two modules that import each other are reported', () => {
  expect(rulesAt('src/app/cycle-one.ts')).toContain('lint/suspicious/noImportCycles');
});

test('a file name that is not in kebab case is reported', () => {
  expect(rulesAt('src/app/NotKebab.tsx')).toContain('lint/style/useFilenamingConvention');
});
