/** A status as a shape, so that it never rests on colour alone: ○ open, ◐ under discussion, ● resolved. */
import type { Status } from '#src/domain/vocabulary.ts';
import { Circle, type Fill } from '#src/ui/circle.tsx';

const fills: Readonly<Record<Status, Fill>> = {
  open: 'none',
  'under-discussion': 'half',
  resolved: 'whole',
};

export function StatusShape({ status }: { status: Status }) {
  return <Circle fill={fills[status]} />;
}
