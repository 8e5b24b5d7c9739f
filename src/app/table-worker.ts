/** The worker that reads tables: the page goes on meanwhile, and what makes it fail fails it alone. */
import { createTableReader } from '#src/formats/table-reader.ts';
import type { FromTableWorker, ToTableWorker } from './table-messages.ts';

const reader = createTableReader();

function answer(message: FromTableWorker): void {
  postMessage(message);
}

async function take(message: ToTableWorker): Promise<void> {
  const { call } = message;
  const onRows = (count: number) => answer({ call, kind: 'rows', count });
  switch (message.method) {
    case 'open':
      return answer({ call, kind: 'opened', result: await reader.open(message.source, onRows) });
    case 'sheet': {
      const result = await reader.chooseSheet(message.sheet, onRows);
      return answer({ call, kind: 'opened', result });
    }
    case 'read': {
      const { matching, known, now } = message;
      return answer({ call, kind: 'read', outcome: await reader.read(matching, known, now) });
    }
    case 'issues':
      return answer({ call, kind: 'issues', issues: await reader.issues(message.from) });
    default:
      message satisfies never;
  }
}

addEventListener('message', ({ data }: MessageEvent<ToTableWorker>) => {
  take(data).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    answer({ call: data.call, kind: 'failed', reason });
  });
});
