import { beatClasses } from '../../app/contract/classes.ts';

/** Colours of a theme for drawing on canvas, as CSS colours. */
export interface Palette {
  readonly paper: string;
  readonly panel: string;
  readonly line: string;
  readonly fineLine: string;
  readonly grid1: string;
  readonly grid5: string;
  readonly trace: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentInk: string;
  readonly warn: string;
  /** In the order of beatClasses. */
  readonly classes: readonly string[];
  readonly softClasses: readonly string[];
}

/** Reads the theme's CSS variables where `element` stands. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: read('paper'),
    panel: read('panel'),
    line: read('line'),
    fineLine: read('line-2'),
    grid1: read('g1'),
    grid5: read('g5'),
    trace: read('trace'),
    ink: read('ink'),
    ink2: read('ink-2'),
    ink3: read('ink-3'),
    accent: read('acc'),
    accentInk: read('acc-ink'),
    warn: read('warn'),
    classes: beatClasses.map(read),
    softClasses: beatClasses.map((name) => read(`${name}-s`)),
  };
}

/** Colour of a class index; beats without a class are drawn in the quietest ink. */
export function classColour(palette: Palette, label: number): string {
  return palette.classes[label] ?? palette.ink3;
}
