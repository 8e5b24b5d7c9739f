/** For the commands whose work is written in TypeScript, beside the tests: it is understood by Vite, without a server. */
import { createServer } from 'vite';

/**
 * @param {string} path from the project's root, beginning with a slash
 * @returns {Promise<unknown>} what the module exports
 */
export async function loadTypeScript(path) {
  // Vite would say “development” here, and what is built after it would believe that.
  process.env.NODE_ENV = 'production';
  const loader = await createServer({
    configFile: false,
    mode: 'production',
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return loader.ssrLoadModule(path);
}
