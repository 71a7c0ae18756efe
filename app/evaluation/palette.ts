import type { BeatClass } from '../contract/classes.ts';

export type Theme = 'light' | 'dark';

/** The colours that a figure needs: the tokens of the screens' style sheet, by theme. */
export interface Palette {
  readonly panel: string;
  readonly panel2: string;
  readonly line: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentInk: string;
  readonly warning: string;
  readonly classes: Readonly<Record<BeatClass, string>>;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    panel: '#FFFFFF',
    panel2: '#F5F6F8',
    line: '#DADFE5',
    ink: '#14181D',
    ink2: '#414A55',
    ink3: '#5C6672',
    accent: '#026C47',
    accentInk: '#FFFFFF',
    warning: '#7D4700',
    classes: { N: '#4A5561', S: '#0249FB', V: '#B0480A', F: '#8F1B9D', Q: '#48280B' },
  },
  dark: {
    panel: '#14181C',
    panel2: '#1A1F24',
    line: '#2B323A',
    ink: '#EBEFF3',
    ink2: '#BAC4CE',
    ink3: '#929DA9',
    accent: '#2FC396',
    accentInk: '#06241A',
    warning: '#F0BC63',
    classes: { N: '#A3AFBB', S: '#8FC0F1', V: '#F0694F', F: '#DB69F6', Q: '#F9E9C2' },
  },
};
