import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

import { defaultPixelsPerMillimetre, roundToDevice } from '../waveform/paper-scale.ts';

const storageKey = 'caliper.display.pixelsPerMillimetre';
/** What a screen can have: a wall display has 1 px/mm, a phone 8 CSS pixels. */
export const plausible = { lowest: 2, highest: 8 };

/** How large a millimetre is on this display: measured with a card, or what the browser takes it for. */
export const useDisplay = defineStore('display', () => {
  const devicePixelRatio = ref(window.devicePixelRatio);
  const measured = ref(readStored());

  const pixelsPerMillimetre = computed(() =>
    measured.value === null
      ? defaultPixelsPerMillimetre(devicePixelRatio.value)
      : roundToDevice(measured.value, devicePixelRatio.value),
  );

  /** Keeps a measured scale on this computer; null forgets it. */
  function calibrate(value: number | null): void {
    measured.value = value;
    if (value === null) window.localStorage.removeItem(storageKey);
    else window.localStorage.setItem(storageKey, String(value));
  }

  /** A window moved to another display, or the page was zoomed. */
  function watchRatio(): void {
    window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        devicePixelRatio.value = window.devicePixelRatio;
        watchRatio();
      },
      { once: true },
    );
  }
  watchRatio();

  return { devicePixelRatio, measured, pixelsPerMillimetre, calibrate };
});

function readStored(): number | null {
  const value = Number(window.localStorage.getItem(storageKey));
  return value >= plausible.lowest && value <= plausible.highest ? value : null;
}
