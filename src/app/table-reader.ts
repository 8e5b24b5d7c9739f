/** Reads tables in a worker of their own, begun when the first is handed over and ended with the dialog that shows it. */
import { Failure } from '#src/domain/problem.ts';
import type { OpenTableReader } from '#src/features/transfer/transfer-services.ts';
import { trustedScript } from '#src/offline/trusted-script.ts';
import type { FromTableWorker, ToTableWorker } from './table-messages.ts';
import address from './table-worker.ts?worker&url';

type Body<T> = T extends unknown ? Omit<T, 'call'> : never;
type Answered<K extends FromTableWorker['kind']> = Extract<FromTableWorker, { readonly kind: K }>;

interface Waiting {
  readonly onAnswer: (answer: FromTableWorker) => void;
  readonly fail: (error: Error) => void;
}

export function workerTableReader(page: Window): OpenTableReader {
  const worker = new Worker(trustedScript(page, address), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let hasFailed = false;
  let calls = 0;

  worker.addEventListener('message', ({ data }: MessageEvent<FromTableWorker>) => {
    waiting.get(data.call)?.onAnswer(data);
  });
  // It could not be loaded, or has run out of memory: it will answer nobody any more.
  worker.addEventListener('error', () => {
    hasFailed = true;
    for (const { fail } of waiting.values()) fail(new Failure({ code: 'part-not-loaded' }));
    waiting.clear();
  });

  function ask<K extends FromTableWorker['kind']>(
    body: Body<ToTableWorker>,
    kind: K,
    onRows: (count: number) => void = () => {},
  ): Promise<Answered<K>> {
    calls += 1;
    const call = calls;
    if (hasFailed) return Promise.reject(new Failure({ code: 'part-not-loaded' }));
    return new Promise((resolve, reject) => {
      const onAnswer = (answer: FromTableWorker) => {
        if (answer.kind === 'rows') {
          onRows(answer.count);
          return;
        }
        waiting.delete(call);
        if (isOf(answer, kind)) resolve(answer);
        else if (answer.kind === 'failed') reject(new Error(answer.reason));
      };
      waiting.set(call, { onAnswer, fail: reject });
      // What a file holds is handed over, and not copied.
      const isFile = body.method === 'open' && body.source.kind === 'file';
      const transfer = isFile ? [body.source.bytes.buffer] : [];
      worker.postMessage({ ...body, call } satisfies ToTableWorker, transfer);
    });
  }

  return {
    open: async (source, onRows) =>
      (await ask({ method: 'open', source }, 'opened', onRows)).result,
    chooseSheet: async (sheet, onRows) =>
      (await ask({ method: 'sheet', sheet }, 'opened', onRows)).result,
    read: async (matching, known, now) =>
      (await ask({ method: 'read', matching, known, now }, 'read')).outcome,
    issues: async (from) => (await ask({ method: 'issues', from }, 'issues')).issues,
    close: () => worker.terminate(),
  };
}

function isOf<K extends FromTableWorker['kind']>(
  answer: FromTableWorker,
  kind: K,
): answer is Answered<K> {
  return answer.kind === kind;
}
