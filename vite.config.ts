import { availableParallelism } from 'node:os';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { appWorker } from './scripts/app-worker.mjs';
import { words } from './scripts/compile-words.mjs';
import { headers } from './scripts/policy.mjs';
import { recordModules } from './scripts/record-modules.mjs';
import { withoutCookies } from './scripts/without-cookies.mjs';

export default defineConfig({
  plugins: [words(), react(), tailwindcss(), withoutCookies(), recordModules(), appWorker()],
  build: {
    target: 'es2023',
    manifest: true,
    // What matters of the size is checked by scripts/check-budget.mjs.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        // What the page needs at first comes as one file: thirty compress worse, and are asked for one by one.
        codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] },
      },
    },
  },
  preview: { port: 4173, headers: headers(process.env.VITE_API_URL) },
  test: {
    environment: 'jsdom',
    // All cores, of which Vitest would leave one idle: half of them where there are two.
    maxWorkers: Math.max(1, availableParallelism()),
    // Patience for a busy machine; nothing waits longer than it must.
    testTimeout: 30_000,
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
  },
});
