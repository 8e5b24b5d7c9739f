/**
 * The browser's history as the router uses it, made to bear two things. An address that cannot be decoded
 * (`/d/%FF`) is read as it stands. And a change of the address that the browser will not make yet (Safari allows 100
 * in 30 seconds, and typing in the search box is one a key) is made as soon as it will, instead of never again.
 */
import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router';

type Write = 'pushState' | 'replaceState';
type State = Parameters<History['pushState']>;

/** Milliseconds until a change that the browser would not make is tried again. */
const patience = 1_000;

function patientHistory(history: History) {
  let waiting: { readonly write: Write; readonly state: State } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write(how: Write, state: State): void {
    // An entry that still has to be added is added with what it holds by now.
    const now = waiting?.write === 'pushState' ? 'pushState' : how;
    waiting = { write: now, state };
    tryAgain();
  }

  function tryAgain(): void {
    clearTimeout(timer);
    if (waiting === null) return;
    try {
      history[waiting.write](...waiting.state);
      waiting = null;
    } catch {
      timer = setTimeout(tryAgain, patience);
    }
  }

  return {
    giveUp: () => {
      clearTimeout(timer);
      waiting = null;
    },
    history: {
      get state(): unknown {
        return history.state;
      },
      get length() {
        return history.length;
      },
      back: () => history.back(),
      forward: () => history.forward(),
      go: (delta: number) => history.go(delta),
      pushState: (...state: State) => write('pushState', state),
      replaceState: (...state: State) => write('replaceState', state),
    },
  };
}

/** A segment that no text encodes to stands for itself: `%FF` → `%25FF`. */
function decodable(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    return segment.replaceAll('%', '%25');
  }
}

export function createHistory(page: Window): RouterHistory {
  const { history, giveUp } = patientHistory(page.history);
  // Who goes back or forward has left the address that was still to be written.
  page.addEventListener('popstate', giveUp);
  return createBrowserHistory({
    window: {
      history,
      document: page.document,
      location: {
        get pathname() {
          return page.location.pathname.split('/').map(decodable).join('/');
        },
        get search() {
          return page.location.search;
        },
        get hash() {
          return page.location.hash;
        },
        get href() {
          return page.location.href;
        },
      },
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
    },
  });
}
