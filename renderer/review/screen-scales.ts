import * as v from 'valibot';

/** Device pixels of one millimetre, by screen: a scale that was measured on one says nothing of another. */
export type ScreenScales = Readonly<Record<string, number>>;

/** What a screen can have, device pixels a millimetre: a wall display 1, a phone 24. */
const Scales = v.record(v.string(), v.pipe(v.number(), v.minValue(0.5), v.maxValue(40)));

/**
 * Names a screen by its size in device pixels. Chromium keeps the size while it zooms a page, so another zoom has another
 * name: a screen nobody measured, rather than a wrong scale.
 */
export function screenName(screen: { width: number; height: number }, devicePixelRatio: number): string {
  return `${Math.round(screen.width * devicePixelRatio)}x${Math.round(screen.height * devicePixelRatio)}`;
}

/** Reads what was kept; anything that cannot be a scale is as if nothing was kept. */
export function parseScales(text: string | null): ScreenScales {
  try {
    const parsed = v.safeParse(Scales, JSON.parse(text ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
