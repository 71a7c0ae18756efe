import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import { defaultPixelsPerMillimetre, roundToDevice } from '../waveform/paper-scale.ts';
import { parseScales, screenName, type ScreenScales } from './screen-scales.ts';

const storageKey = 'caliper.display.devicePixelsPerMillimetre';
/** CSS pixels a millimetre that can be set: a wall display has 2, a phone 8. */
export const plausible = { lowest: 2, highest: 8 };

/** How large a millimetre is on this display: measured with a card, or what the browser takes it for. */
export const useDisplay = defineStore('display', () => {
  const devicePixelRatio = ref(window.devicePixelRatio);
  const screen = ref(nameNow());
  const scales = shallowRef<ScreenScales>(parseScales(window.localStorage.getItem(storageKey)));

  /** CSS pixels a millimetre as measured on this screen; null where nobody measured. */
  const measured = computed(() => {
    const device = scales.value[screen.value];
    return device === undefined ? null : device / devicePixelRatio.value;
  });
  const pixelsPerMillimetre = computed(() =>
    measured.value === null
      ? defaultPixelsPerMillimetre(devicePixelRatio.value)
      : roundToDevice(measured.value, devicePixelRatio.value),
  );

  /** Keeps a measured scale, CSS pixels a millimetre, for this screen on this computer; null forgets it. */
  function calibrate(value: number | null): void {
    const { [screen.value]: _, ...others } = scales.value;
    scales.value = value === null ? others : { ...others, [screen.value]: value * devicePixelRatio.value };
    window.localStorage.setItem(storageKey, JSON.stringify(scales.value));
  }

  function look(): void {
    devicePixelRatio.value = window.devicePixelRatio;
    screen.value = nameNow();
  }

  /** A window moved to a display with other pixels, or the page was zoomed. */
  function watchRatio(): void {
    window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        look();
        watchRatio();
      },
      { once: true },
    );
  }
  watchRatio();
  // Nothing tells of a move to a display with the same pixels: looked for when the window is used there.
  for (const event of ['resize', 'focus', 'pointerover']) window.addEventListener(event, look, { passive: true });

  return { devicePixelRatio, measured, pixelsPerMillimetre, calibrate };
});

function nameNow(): string {
  return screenName(window.screen, window.devicePixelRatio);
}
