/**
 * Asking after another page by BroadcastChannel: “Is it gone?” is denied by the page itself, by the one it has become or
 * is about to become, and by another that asks the same and has the smaller id; who hears no denial in time goes on.
 */
import { type Ask, grace, type Self, settling } from './tab-turns.ts';

/** As much of a BroadcastChannel as is used. */
export interface Line {
  postMessage(word: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

type Word =
  | {
      readonly kind: 'is-gone';
      readonly id: string;
      readonly from: string;
      /** Whether it is what the page that asks was before its reload. */
      readonly isHeir: boolean;
    }
  | { readonly kind: 'no'; readonly id: string; readonly to: string };

function isWord(data: unknown): data is Word {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('id' in data))
    return false;
  if (typeof data.id !== 'string') return false;
  if (data.kind === 'is-gone') {
    if (!('from' in data) || !('isHeir' in data)) return false;
    return typeof data.from === 'string' && typeof data.isHeir === 'boolean';
  }
  return data.kind === 'no' && 'to' in data && typeof data.to === 'string';
}

interface Question {
  isDenied: boolean;
  readonly answer: Promise<boolean>;
}

export function askByLine(line: Line, { own, before, wait }: Self): Ask {
  const mine = new Set([own]);
  const questions = new Map<string, Question>();
  const say = (word: Word) => line.postMessage(word);

  line.addEventListener('message', ({ data }) => {
    if (!isWord(data)) return;
    const { id } = data;
    const question = questions.get(id);
    if (data.kind === 'no') {
      if (question && data.to === own) question.isDenied = true;
      return;
    }
    const isFirst = data.isHeir === (id === before) ? own < data.from : id === before;
    if (mine.has(id) || (question && isFirst)) say({ kind: 'no', id, to: data.from });
    else if (question) question.isDenied = true;
  });

  const answer = async (id: string) => {
    // Twice, since a page may be loading again; a page asks once after what it was itself.
    for (const pause of id === before ? [0] : [grace, 0]) {
      say({ kind: 'is-gone', id, from: own, isHeir: id === before });
      await wait(settling + pause);
      if (questions.get(id)?.isDenied) return false;
    }
    if (id === before) mine.add(id);
    return true;
  };

  const ask: Ask = async (id) => {
    if (mine.has(id)) return id !== own;
    const question = questions.get(id) ?? { isDenied: false, answer: answer(id) };
    questions.set(id, question);
    const isGone = await question.answer;
    questions.delete(id);
    return isGone;
  };
  if (before !== null) void ask(before);
  return ask;
}
