/**
 * A Vite plugin that writes `.vite/modules.json` beside the manifest: for each chunk of JavaScript, the
 * modules inside it, as paths from the project's root. `check-budget.mjs` reads it.
 */
import { relative, sep } from 'node:path';

/** @returns {import('vite').Plugin} */
export function recordModules() {
  return {
    name: 'parley:record-modules',
    apply: 'build',
    // Last, when an entry that only imports another chunk has been put into the page.
    generateBundle: { order: 'post', handler: record },
  };
}

/** @type {(this: import('vite').Rolldown.PluginContext, options: unknown, bundle: import('vite').Rolldown.OutputBundle) => void} */
function record(_options, bundle) {
  /** @type {Record<string, string[]>} */
  const modules = {};
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue;
    modules[output.fileName] = output.moduleIds.map(fromRoot);
  }
  const source = JSON.stringify(modules, null, 2);
  this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source });
}

/** @param {string} id */
function fromRoot(id) {
  return id.startsWith('\0') ? id.slice(1) : relative(process.cwd(), id).split(sep).join('/');
}
