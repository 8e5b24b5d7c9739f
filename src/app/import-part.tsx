/** The dialog that takes something in, with what it needs of the app: neither is loaded before it is asked for. */
import { type ComponentProps, useState } from 'react';
import { ImportDialog } from '#src/features/transfer/import-dialog.tsx';
import { createTransferServices, type TransferMeans } from './transfer-services.ts';

interface ImportPartProps extends Omit<ComponentProps<typeof ImportDialog>, 'services'> {
  readonly means: TransferMeans;
}

export function ImportPart({ means, ...props }: ImportPartProps) {
  const [services] = useState(() => createTransferServices(means));
  return <ImportDialog services={services} {...props} />;
}
