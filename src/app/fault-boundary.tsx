/** Around the whole page: what throws outside every part that has a boundary of its own is told. */
import { Component, type ReactNode } from 'react';
import { PageFault } from './page-states.tsx';

interface FaultBoundaryProps {
  /** Another page is tried anew. */
  readonly page: string;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly fault: { readonly error: unknown } | null;
}

/** Only a class can catch what its children throw. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { fault: null };

  static getDerivedStateFromError(error: unknown): FaultBoundaryState {
    return { fault: { error } };
  }

  override componentDidUpdate({ page }: FaultBoundaryProps): void {
    if (page !== this.props.page && this.state.fault !== null) this.#retry();
  }

  readonly #retry = (): void => this.setState({ fault: null });

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return <PageFault error={fault.error} reset={this.#retry} />;
  }
}
