/** The page's half of the worker's way of asking: a call of the embedded API comes back to the page that made it. */
import { type Answer, type Ask, type FromPage, isAsk } from '#src/offline/messages.ts';

/** `fetch`: what answers calls of the API inside the page. */
export function answerWorker(container: ServiceWorkerContainer, fetchInPage: typeof fetch): void {
  container.addEventListener('message', ({ data, ports: [port] }) => {
    if (!isAsk(data) || !port) return;
    const say = (message: FromPage, handedOver: Transferable[] = []) =>
      port.postMessage(message, handedOver);
    say('heard');
    answer(fetchInPage, data).then(
      (given) => say(given, given.body === null ? [] : [given.body]),
      () => say('network-error'),
    );
  });
  // They wait otherwise until the page has been parsed.
  container.startMessages();
}

async function answer(fetchInPage: typeof fetch, asked: Ask): Promise<Answer> {
  const { url, method, headers, body } = asked;
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    body,
  });
  const response = await fetchInPage(request);
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  return {
    status: response.status,
    headers: [...response.headers],
    // A stream is handed over as one; the server offers none where that cannot be done.
    body: isStream ? response.body : await response.arrayBuffer(),
  };
}
