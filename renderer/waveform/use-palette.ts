import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue';

import { readPalette, type Palette } from './palette.ts';

/** The colours of the theme that is shown now, read again when the theme changes and when the font has come. */
export function usePalette(): Readonly<ShallowRef<Palette>> {
  const root = document.documentElement;
  const palette = shallowRef(readPalette(root));
  const read = () => (palette.value = readPalette(root));
  const observer = new MutationObserver(read);
  onMounted(() => {
    observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    void document.fonts.load('600 13px "Inter Variable"').then(read, read);
  });
  onUnmounted(() => observer.disconnect());
  return palette;
}
