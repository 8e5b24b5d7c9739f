/** A fault outside every part that has a boundary of its own: it is told, and the page can be had again. */
import './jsdom-gaps.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createApiClient } from '#src/api/client.ts';
import { createAddress } from '#src/app/address.ts';
import { App } from '#src/app/app.tsx';
import type { Services } from '#src/app/services.ts';
import { memoryKeyValue } from '#src/storage/key-value.ts';
import { memoryLog } from '#src/storage/memory-log.ts';
import { noDossiers, noStorage } from '#tests/no-storage.ts';

test('what threw is told in its own words, with what is kept and two ways on', async () => {
  window.history.replaceState(null, '', '/d/us-india');
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const address = createAddress(window);
  const api = createApiClient('http://localhost', () =>
    Promise.reject(new TypeError('No network.')),
  );
  const dossiers: Services['dossiers'] = {
    open: () => {
      throw new Error('The moon is not in its place.');
    },
    hold: () => () => {},
    lookAround: () => {},
    sendWaiting: () => Promise.resolve(),
  };
  const services: Services = {
    api,
    dossiers,
    isServed: () => Promise.resolve(false),
    keeper: null,
    dossierList: noDossiers,
    transfer: {
      api,
      dossiers,
      log: memoryLog(),
      keyValue: memoryKeyValue(),
      pause: async () => undefined,
      now: () => 0,
      newSlug: () => 'new',
      newSuffix: () => 'x',
      openTables: () => Promise.reject(new Error('Nothing is imported here')),
    },
    storage: noStorage,
    lastDossier: () => 'us-india',
    rememberDossier: () => {},
    newSlug: () => 'new',
    pause: async () => undefined,
    saveFile: () => {},
    saveTable: () => {},
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
