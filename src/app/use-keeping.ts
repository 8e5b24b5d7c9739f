/** Whether the app is on this device, and whether a newer version of it waits. */
import { createContext, use, useSyncExternalStore } from 'react';
import type { AppKeeper, Keeping } from '#src/offline/app-keeper.ts';

export const KeeperContext = createContext<AppKeeper | null>(null);

const silent = () => () => {};
const nothing = () => null;

/** Null where the app is not kept at all. */
export function useKeeping(): Keeping | null {
  const keeper = use(KeeperContext);
  return useSyncExternalStore<Keeping | null>(keeper?.subscribe ?? silent, keeper?.get ?? nothing);
}
