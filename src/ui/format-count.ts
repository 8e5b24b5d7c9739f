const whole = new Intl.NumberFormat('en');

/** “2,034”: how many, as people read it. */
export function formatCount(count: number): string {
  return whole.format(count);
}
