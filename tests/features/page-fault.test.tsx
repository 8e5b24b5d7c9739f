/** A fault outside every part that has a boundary of its own: it is told, and the page can be had again. */
import './jsdom-gaps.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createApiClient } from '#src/api/client.ts';
import { createAppRouter } from '#src/app/router.tsx';

test('what threw is told in its own words, with what is kept and two ways on', async () => {
  window.history.replaceState(null, '', '/d/us-india');
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const router = createAppRouter({
    api: createApiClient('http://localhost', () => Promise.reject(new TypeError('No network.'))),
    dossiers: {
      open: () => {
        throw new Error('The moon is not in its place.');
      },
      hold: () => () => {},
      sendWaiting: () => Promise.resolve(),
    },
    isServed: () => Promise.resolve(false),
    lastDossier: () => 'us-india',
    rememberDossier: () => {},
    newSlug: () => 'new',
    saveFile: () => {},
    copyAddress: () => Promise.resolve(),
    copyText: () => Promise.resolve(),
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent('The moon is not in its place.');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('This page cannot be shown');
  expect(screen.getByText(/What you did before is kept/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Reload' })).toBeInTheDocument();
  expect(complained).toHaveBeenCalled();
  complained.mockClear();
  warned.mockClear();
  router.history.destroy();
});
