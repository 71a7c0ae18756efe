/**
 * The start of a recording as ISO 8601 without a zone, from the base time (HH:MM:SS[.sss]) and date (DD/MM/YYYY) of a WFDB
 * header, header(5). A date without a time says nothing.
 *
 * @returns "2019-04-01T08:15:00", "08:15:00" without a date, or null where there is no time that a clock could show
 */
export function startedAt(baseTime: string | null, baseDate: string | null): string | null {
  const time = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d*)?)?$/.exec(baseTime ?? '');
  if (!time) return null;
  // header(5): H:M:S; one colon is M:S.
  const [hours, minutes, seconds] =
    time[3] === undefined ? [0, Number(time[1]), Number(time[2])] : [Number(time[1]), Number(time[2]), Number(time[3])];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const clock = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  const date = /^(\d{1,2})\/(\d{1,2})\/(\d{1,4})$/.exec(baseDate ?? '');
  if (!date) return clock;
  const [day, month, year] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const known = new Date(Date.UTC(year, month - 1, day));
  if (known.getUTCMonth() !== month - 1 || known.getUTCDate() !== day) return clock;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${clock}`;
}
