import { formatTime } from './time.ts';
import { language, type Language } from './language.ts';

const weekdays: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }),
  de: new Intl.DateTimeFormat('de-DE', { weekday: 'short', timeZone: 'UTC' }),
};
const day = 86_400;

/**
 * The time of day some seconds into a recording: "08:15:30", with the weekday where the recording has a date and spans more
 * than one, or "+1 08:15:30" a day later where it has none.
 *
 * @param startedAt as `signal.describe` gives it: "2019-04-01T08:15:00" or "08:15:00"
 */
export function formatClock(startedAt: string, seconds: number): string {
  const [date, time] = startedAt.includes('T') ? startedAt.split('T') : [null, startedAt];
  const [hours = 0, minutes = 0, rest = 0] = (time ?? '').split(':').map(Number);
  const since = hours * 3600 + minutes * 60 + rest + Math.max(0, seconds);
  const days = Math.floor(since / day);
  const clock = formatTime(since % day);
  if (date) {
    const midnight = Date.parse(`${date}T00:00:00Z`);
    return `${weekdays[language.value].format(midnight + days * day * 1000)} ${clock}`;
  }
  return days > 0 ? `+${days} ${clock}` : clock;
}
