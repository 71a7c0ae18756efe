/** Where a reader was in a recording, and at which scale. */
export interface KeptPlace {
  /** Frame at the left edge of the paper. */
  readonly start: number;
  /** mm/s and mm/mV. */
  readonly speed: number;
  readonly gain: number;
  /** Beat in hand. */
  readonly focus: number | null;
}

const storageKey = 'caliper.review.places';
/** Recordings whose place is kept; those left longest ago are forgotten first. */
const most = 60;

type Places = readonly (readonly [recordingId: string, place: KeptPlace])[];

/** The place in a recording when it was last left, or null. */
export function placeIn(storage: Pick<Storage, 'getItem'>, recordingId: string): KeptPlace | null {
  return read(storage).find(([id]) => id === recordingId)?.[1] ?? null;
}

export function keepPlace(storage: Pick<Storage, 'getItem' | 'setItem'>, recordingId: string, place: KeptPlace): void {
  const others = read(storage).filter(([id]) => id !== recordingId);
  storage.setItem(storageKey, JSON.stringify([[recordingId, place], ...others].slice(0, most)));
}

function read(storage: Pick<Storage, 'getItem'>): Places {
  let value: unknown;
  try {
    value = JSON.parse(storage.getItem(storageKey) ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Places[number] {
  return Array.isArray(value) && typeof value[0] === 'string' && isPlace(value[1]);
}

function isPlace(value: unknown): value is KeptPlace {
  if (typeof value !== 'object' || value === null) return false;
  const number = (name: string) => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'number' && Number.isFinite(part) && part >= 0;
  };
  const positive = (name: string) => number(name) && Reflect.get(value, name) !== 0;
  return (
    number('start') &&
    positive('speed') &&
    positive('gain') &&
    (Reflect.get(value, 'focus') === null || number('focus'))
  );
}
