// @vitest-environment node
/**
 * Eight parties are told apart by their colours, in both themes, by eyes of every kind, and can be read.
 *
 * Sources: Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency”
 * (2009), severity 1; Ottosson, “A perceptual color space for image processing” (2020), for OKLab; WCAG 2.2 for contrast.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mostParties } from '#src/domain/dossier-draft.ts';

type Triple = readonly [number, number, number];

const visions: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function times([x, y, z]: Triple, [a, b, c]: Triple): number {
  return x * a + y * b + z * c;
}

/** Of `#rrggbb`: light of each colour, 0 to 1. */
function linear(hex: string): Triple {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function lab(rgb: Triple): Triple {
  const l = Math.cbrt(times(rgb, [0.4122214708, 0.5363325363, 0.0514459929]));
  const m = Math.cbrt(times(rgb, [0.2119034982, 0.6806995451, 0.1073969566]));
  const s = Math.cbrt(times(rgb, [0.0883024619, 0.2817188376, 0.6299787005]));
  return [
    times([l, m, s], [0.2104542553, 0.793617785, -0.0040720468]),
    times([l, m, s], [1.9779984951, -2.428592205, 0.4505937099]),
    times([l, m, s], [0.0259040371, 0.7827717662, -0.808675766]),
  ];
}

function seen(hex: string, [red, green, blue]: readonly [Triple, Triple, Triple]): Triple {
  const rgb = linear(hex);
  const part = (row: Triple) => Math.min(1, Math.max(0, times(rgb, row)));
  return lab([part(red), part(green), part(blue)]);
}

/** In hundredths of OKLab; about 2 is what a careful eye just tells apart. */
function distance(one: Triple, other: Triple): number {
  return 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

function luminance(hex: string): number {
  return times(linear(hex), [0.2126, 0.7152, 0.0722]);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const styles = readFileSync('src/app/styles.css', 'utf8');

/** As the style sheet has it: in light, in dark. */
function colourOf(name: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(styles);
  if (!found?.[1] || !found[2]) throw new RangeError(`There is no colour ${name}`);
  return [found[1], found[2]];
}

const parties = Array.from({ length: mostParties }, (_, place) => colourOf(`party-${place}`));

for (const [theme, name] of ['light', 'dark'].entries()) {
  const colours = parties.map((pair) => pair[theme] ?? '');

  test.for(Object.entries(visions))(
    `in ${name}, eyes that see %s tell any two apart`,
    ([, vision]) => {
      const views = colours.map((colour) => seen(colour, vision));
      for (const [i, one] of views.entries()) {
        for (const [j, other] of views.slice(0, i).entries()) {
          expect(distance(one, other), `${colours[i]} and ${colours[j]}`).toBeGreaterThan(7);
        }
      }
    },
  );

  test(`in ${name}, each can be read on a card`, () => {
    const surface = colourOf('surface')[theme] ?? '';
    for (const colour of colours) expect(contrast(colour, surface), colour).toBeGreaterThan(4.5);
  });
}
