/**
 * The part of the API's contract about the stream: server-sent events that begin after a number, go on as
 * events are pushed, and end when the reader leaves.
 */
import { expect, onTestFinished, test } from 'vitest';
import type { ApiClient } from './api-client.ts';

/** The data of server-sent events, as they come; comments are passed over. */
async function* messagesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<[string, unknown]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) yield [id, JSON.parse(data)];
    }
  }
}

export function streamContract(name: string, client: () => Promise<ApiClient>): void {
  test(`${name}: the stream hands out what is there and then what comes`, async () => {
    const api = await client();
    const head = await api.head();
    const early = api.event();
    await api.push([early]);
    const leaving = new AbortController();
    onTestFinished(() => leaving.abort());
    const path = `/dossiers/${api.dossier}/stream?after=${head}`;
    const response = await api.open(path, leaving.signal);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    if (response.body === null) throw new Error('The stream has no body');
    const messages = messagesOf(response.body);
    expect((await messages.next()).value).toEqual([`${head + 1}`, { ...early, seq: head + 1 }]);
    const late = api.event();
    const coming = messages.next();
    await api.push([late]);
    expect((await coming).value).toEqual([`${head + 2}`, { ...late, seq: head + 2 }]);
  });

  test(`${name}: 400 for a stream after something that is no number`, async () => {
    const api = await client();
    const { status } = await api.get(`/dossiers/${api.dossier}/stream?after=now`);
    expect(status).toBe(400);
  });
}
