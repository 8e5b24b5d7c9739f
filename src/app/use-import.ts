/** The way from anywhere on the page to the dialog that takes something into a dossier. */
import { createContext, use } from 'react';

export const ImportContext = createContext<(into: string) => void>(() => {});

export function useImport(): (into: string) => void {
  return use(ImportContext);
}
