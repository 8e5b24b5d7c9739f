/**
 * A part of the page that is loaded when it is first asked for. Where it cannot be, or throws while it is drawn, the
 * rest of the page stands and something else takes its place, with a way to try again; it is tried again also when
 * the connection comes back and when the part is next asked for. React's own `lazy` keeps a failure for good.
 */
import {
  Component,
  type ComponentType,
  createContext,
  type ReactNode,
  use,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';

/**
 * `unreachable`: no server answers · `missing`: one does, but not with this part, as after a new version was put
 * there · `broken`: it was loaded, and threw.
 */
type Cause = 'unreachable' | 'missing' | 'broken';

export interface Failure {
  readonly cause: Cause;
  /** What was thrown, as a sentence; empty where nothing can be said of it. */
  readonly reason: string;
  readonly isTrying: boolean;
  readonly retry: () => void;
}

interface PartOptions<P extends object> {
  readonly load: () => Promise<ComponentType<P>>;
  /** What stands in its place until it is there; nothing, by default. */
  readonly whenWaiting?: (props: P) => ReactNode;
  /** What takes its place. */
  readonly whenFailed: (failure: Failure, props: P) => ReactNode;
  /** Another value asks for the part anew, while it is on the page already. */
  readonly askedBy?: (props: P) => string;
}

/** Whether the page would come if it were loaded again. */
export const IsServedContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));

/** The component, and `preload`, which loads it beforehand and says nothing where it cannot. To be called once a part. */
export function lazyPart<P extends object>(options: PartOptions<P>) {
  const loader = new PartLoader(options.load);
  return Object.assign((props: P) => <PartView loader={loader} options={options} props={props} />, {
    preload: () => loader.preload(),
  });
}

interface PartViewProps<P extends object> {
  readonly loader: PartLoader<P>;
  readonly options: PartOptions<P>;
  readonly props: P;
}

function PartView<P extends object>({ loader, options, props }: PartViewProps<P>) {
  const { whenFailed, whenWaiting, askedBy } = options;
  const state = useSyncExternalStore(loader.subscribe, loader.get);
  // A failure of long ago is no news: it is tried again first.
  const [first] = useState(() => loader.current());
  const isWaiting = state.kind === 'waiting' || (state.kind === 'failed' && state.attempt < first);
  const request = askedBy?.(props) ?? '';
  const fail = (failure: Failure) => whenFailed(failure, props);
  return (
    <>
      <Asking key={request} loader={loader} />
      {isWaiting && whenWaiting?.(props)}
      {state.kind === 'failed' && !isWaiting && fail(state.failure)}
      {state.kind === 'ready' && (
        <PartBoundary request={request} whenFailed={fail}>
          <state.Part {...props} />
        </PartBoundary>
      )}
    </>
  );
}

function Asking({ loader }: { loader: { ask: (isServed: () => Promise<boolean>) => void } }) {
  const isServed = use(IsServedContext);
  useEffect(() => loader.ask(isServed), [loader, isServed]);
  return null;
}

type PartState<P> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly Part: ComponentType<P> }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempt: number };

/** Milliseconds after which a part that does not come is said not to; it is shown all the same should it come. */
const patience = 20_000;

class PartLoader<P extends object> {
  readonly #load: () => Promise<ComponentType<P>>;
  readonly #listeners = new Set<() => void>();
  #state: PartState<P> = { kind: 'waiting' };
  #isLoading = false;
  /** Whether it was to be tried again while it was being tried: what was asked for then may be there since. */
  #mustTryAgain = false;
  /** How often it was tried, the present time included. */
  #attempts = 0;
  /** Who knows whether the page is served; null until the part was asked for by more than a preload. */
  #isServed: (() => Promise<boolean>) | null = null;

  constructor(load: () => Promise<ComponentType<P>>) {
    this.#load = load;
  }

  readonly get = (): PartState<P> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The number of the attempt that is under way, else of the next. */
  current(): number {
    return this.#isLoading ? this.#attempts : this.#attempts + 1;
  }

  ask(isServed: () => Promise<boolean>): void {
    this.#isServed = isServed;
    this.preload();
  }

  preload(): void {
    if (this.#isLoading || this.#state.kind === 'ready') return;
    this.#isLoading = true;
    if (this.#state.kind === 'failed') this.#fail({ ...this.#state.failure, isTrying: true });
    this.#attempts += 1;
    const late = setTimeout(() => void this.#giveUp(''), patience);
    this.#load()
      .then(
        (Part) => this.#set({ kind: 'ready', Part }),
        (error: unknown) => this.#giveUp(error instanceof Error ? error.message : String(error)),
      )
      .finally(() => clearTimeout(late))
      .catch(() => undefined);
  }

  readonly #retry = (): void => {
    if (this.#isLoading) this.#mustTryAgain = true;
    else this.preload();
  };

  async #giveUp(reason: string): Promise<void> {
    const isServed = await this.#isServed?.();
    this.#isLoading = false;
    if (this.#mustTryAgain && this.#state.kind !== 'ready') {
      this.#mustTryAgain = false;
      this.preload();
      return;
    }
    // Nobody waits for it yet: it is tried when somebody does.
    if (this.#isServed === null || this.#state.kind === 'ready') return;
    const cause = isServed ? 'missing' : 'unreachable';
    this.#fail({ cause, reason, isTrying: false, retry: this.#retry });
    window.addEventListener('online', this.#retry, { once: true });
  }

  #fail(failure: Failure): void {
    this.#set({ kind: 'failed', failure, attempt: this.#attempts });
  }

  #set(state: PartState<P>): void {
    this.#state = state;
    if (state.kind === 'ready') window.removeEventListener('online', this.#retry);
    for (const listener of this.#listeners) listener();
  }
}

interface PartBoundaryProps {
  readonly request: string;
  readonly whenFailed: (failure: Failure) => ReactNode;
  readonly children: ReactNode;
}

interface PartBoundaryState {
  readonly reason: string | null;
}

/** Only a class can catch what its children throw. */
class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = { reason: null };

  static getDerivedStateFromError(error: unknown): PartBoundaryState {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate({ request }: PartBoundaryProps): void {
    if (request !== this.props.request && this.state.reason !== null) this.#retry();
  }

  readonly #retry = (): void => this.setState({ reason: null });

  override render(): ReactNode {
    const { reason } = this.state;
    if (reason === null) return this.props.children;
    return this.props.whenFailed({ cause: 'broken', reason, isTrying: false, retry: this.#retry });
  }
}
