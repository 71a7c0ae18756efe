import { language } from './language.ts';

/** Time from the start of a recording as hh:mm:ss, with up to three decimals, cut and never rounded up: a beat is not shown later than it is. */
export function formatTime(seconds: number, decimals: 0 | 1 | 3 = 0): string {
  const scale = 10 ** decimals;
  const ticks = Math.floor(Math.max(0, seconds) * scale + 1e-6);
  const whole = Math.floor(ticks / scale);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return decimals === 0 ? clock : `${clock}.${String(ticks % scale).padStart(decimals, '0')}`;
}

/** A duration for people, rounded so that it does not flicker: "12 s", "2 min 05 s", "1 h 20 min". */
export function formatDuration(seconds: number): string {
  const rounded = seconds < 10 ? Math.max(1, Math.ceil(seconds)) : Math.ceil(seconds / 5) * 5;
  if (seconds < 60 && rounded < 60) return `${rounded} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return `${minutes} min ${String(rounded % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

const minute: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
};
const moment = { en: new Intl.DateTimeFormat('en-GB', minute), de: new Intl.DateTimeFormat('de-DE', minute) };

/** An ISO 8601 instant in the reader's own time zone: "20 Nov 2026, 09:41", in German "20. Nov. 2026, 09:41". */
export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '–' : moment[language.value].format(date);
}
