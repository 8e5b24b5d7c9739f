/** A fault outside every part that has a boundary of its own: it is told, and the page can be had again. */
import './jsdom-gaps.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createApiClient } from '#src/api/client.ts';
import { createAddress } from '#src/app/address.ts';
import { App } from '#src/app/app.tsx';
import type { Services } from '#src/app/services.ts';
import { noDossiers, noStorage, noTransfer } from '#tests/no-storage.ts';

test('what threw is told in its own words, with what is kept and two ways on', async () => {
  window.history.replaceState(null, '', '/d/us-india');
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const address = createAddress(window);
  const services: Services = {
    api: createApiClient('http://localhost', () => Promise.reject(new TypeError('No network.'))),
    dossiers: {
      open: () => {
        throw new Error('The moon is not in its place.');
      },
      hold: () => () => {},
      lookAround: () => {},
      sendWaiting: () => Promise.resolve(),
    },
    isServed: () => Promise.resolve(false),
    keeper: null,
    dossierList: noDossiers,
    transfer: noTransfer,
    storage: noStorage,
    lastDossier: () => 'us-india',
    rememberDossier: () => {},
    newSlug: () => 'new',
    saveFile: () => {},
    copyAddress: () => Promise.resolve(),
    copyText: () => Promise.resolve(),
    copyFormatted: () => Promise.resolve(true),
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App services={services} address={address} />
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
  address.dispose();
});
