import { language } from './language.ts';

/** What a place holds when there is no figure; it keeps its width. */
export const absent = '–';

const grouped = {
  en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }),
  de: new Intl.NumberFormat('de-DE', { maximumFractionDigits: 0 }),
};

/** 118204 -> "118,204", in German "118.204". */
export function formatCount(value: number | null): string {
  return value === null ? absent : grouped[language.value].format(value);
}

/** A number with so many decimals and no separators: 0.5 -> "0.50", in German "0,50". */
export function formatDecimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return language.value === 'de' ? text.replace('.', ',') : text;
}

/** A number with up to three significant digits and no zeros behind: 0.25 -> "0.25", 12.50 -> "12.5". */
export function formatFigure(value: number): string {
  const text = String(Number(value.toPrecision(3)));
  return language.value === 'de' ? text.replace('.', ',') : text;
}

/** A share 0…1 as percent with a space before the sign: 0.9722 -> "97.2 %". */
export function formatPercent(share: number | null, digits = 1): string {
  return share === null || Number.isNaN(share) ? absent : `${formatDecimal(share * 100, digits)} %`;
}

/** A ratio as in the study's tables: 0.864 -> "0.86". */
export function formatRatio(value: number | null, digits = 2): string {
  return value === null || Number.isNaN(value) ? absent : formatDecimal(value, digits);
}

/** A signed difference, minus sign as in print: -0.0175 -> "−0.02". */
export function formatChange(value: number | null, digits = 2): string {
  if (value === null || Number.isNaN(value)) return absent;
  const text = formatDecimal(Math.abs(value), digits);
  if (Number(Math.abs(value).toFixed(digits)) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** Bytes in decimal units, as disks are sold: 97_000_000 -> "97 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  return `${formatDecimal(value, digits)} ${units[unit]}`;
}

/** The two ends of a hash: "9f3c…a71e". */
export function formatHash(hash: string): string {
  return hash.length <= 9 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}
