/** Randomness that is the same for the same seed number: for dossiers that are made up, never for ids. */

/** Uniform in [0, 1). Mulberry32: T. Ettinger, 2017, public domain. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices, each as likely as the others. */
export function pick<const T extends readonly [unknown, ...unknown[]]>(
  random: Random,
  choices: T,
): T[number] {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}
