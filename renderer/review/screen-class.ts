/** Classes of screens that have sizes of their own: a laptop, a desk, a large display. */
export const screenClasses = ['narrow', 'usual', 'wide'] as const;
export type ScreenClass = (typeof screenClasses)[number];

/** The parts around the paper: their sizes in CSS pixels, and whether they are open. */
export interface DeskLayout {
  readonly inspector: number;
  readonly bottom: number;
  readonly inspectorOpen: boolean;
  readonly bottomOpen: boolean;
}

export type LayoutsByScreen = Readonly<Partial<Record<ScreenClass, Partial<DeskLayout>>>>;

const open = { inspectorOpen: true, bottomOpen: true };
export const usualLayouts: Readonly<Record<ScreenClass, DeskLayout>> = {
  narrow: { inspector: 316, bottom: 232, ...open },
  usual: { inspector: 352, bottom: 232, ...open },
  wide: { inspector: 440, bottom: 360, ...open },
};

/** What each part may be resized to, CSS pixels. */
export const sizeLimits = {
  inspector: { least: 280, most: 640 },
  bottom: { least: 120, most: 720 },
} as const;
/** Height of the bottom panel when only its headers are shown. */
export const collapsedBottom = 38;

/** @param width of the window, CSS pixels */
export function screenClassOf(width: number): ScreenClass {
  if (width < 1400) return 'narrow';
  return width < 2200 ? 'usual' : 'wide';
}

/** Reads layouts as they were kept; what is none is left out. */
export function parseLayouts(text: string | null): LayoutsByScreen {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  return Object.fromEntries(screenClasses.map((screen) => [screen, layoutIn(fieldOf(value, screen))]));
}

function layoutIn(value: unknown): Partial<DeskLayout> {
  const kept: [string, unknown][] = [];
  for (const part of ['inspector', 'bottom'] as const) {
    const size = fieldOf(value, part);
    const { least, most } = sizeLimits[part];
    if (typeof size === 'number' && size >= least && size <= most) kept.push([part, size]);
    const isOpen = fieldOf(value, `${part}Open`);
    if (typeof isOpen === 'boolean') kept.push([`${part}Open`, isOpen]);
  }
  return Object.fromEntries(kept);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
