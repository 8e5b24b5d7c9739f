/**
 * What comes latest, of entries that come and go: a binary heap that keeps entries which are no longer current until
 * they would come out, so that neither adding one nor asking for the latest ever costs more than a logarithm.
 */
export interface Dated<T> {
  /** Sorts as a plain string. */
  readonly at: string;
  readonly of: T;
}

export class LatestFirst<T> {
  readonly #heap: Dated<T>[] = [];
  readonly #isCurrent: (entry: Dated<T>) => boolean;

  constructor(isCurrent: (entry: Dated<T>) => boolean) {
    this.#isCurrent = isCurrent;
  }

  add(entry: Dated<T>): void {
    const heap = this.#heap;
    let hole = heap.length;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.at >= entry.at) break;
      heap[hole] = parent;
      hole = above;
    }
    heap[hole] = entry;
  }

  /** The latest entry that is current; null where there is none. */
  latest(): Dated<T> | null {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#isCurrent(top)) return top;
      this.#removeTop();
    }
    return null;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let hole = 0;
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      const isRight = left !== undefined && right !== undefined && right.at > left.at;
      const child = isRight ? right : left;
      if (child === undefined || child.at <= last.at) break;
      heap[hole] = child;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    heap[hole] = last;
  }
}
