/** The dossiers that the server has. */
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '#src/api/client.ts';

export function useDossiers(api: ApiClient) {
  return useQuery({
    queryKey: ['dossiers'],
    queryFn: ({ signal }) => api.listDossiers(signal),
  });
}
