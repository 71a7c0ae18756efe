import * as v from 'valibot';

const frame = v.pipe(v.number(), v.integer(), v.minValue(0));
const scale = v.pipe(v.number(), v.minValue(0.001), v.maxValue(1000));

/** Where a reader was in a recording, and at which scale. */
const KeptPlace = v.object({
  /** Frame at the left edge of the paper. */
  start: v.pipe(v.number(), v.minValue(0)),
  /** mm/s and mm/mV. */
  speed: scale,
  gain: scale,
  /** Beat in hand. */
  focus: v.nullable(frame),
});
export type KeptPlace = v.InferOutput<typeof KeptPlace>;

/** Recordings whose place is kept; those left longest ago are forgotten first. */
export const mostPlaces = 60;
const Places = v.pipe(v.array(v.tuple([v.string(), KeptPlace])), v.maxLength(mostPlaces));

/** The place in a recording when it was last left, or null. @param text as {@link withPlace} gave it; anything else is none */
export function placeIn(text: string | null, recordingId: string): KeptPlace | null {
  return placesIn(text).find(([id]) => id === recordingId)?.[1] ?? null;
}

/** The text with the place of one recording in front. */
export function withPlace(text: string | null, recordingId: string, place: KeptPlace): string {
  const others = placesIn(text).filter(([id]) => id !== recordingId);
  return JSON.stringify([[recordingId, place], ...others].slice(0, mostPlaces));
}

function placesIn(text: string | null): v.InferOutput<typeof Places> {
  try {
    const answer = v.safeParse(Places, JSON.parse(text ?? '[]'));
    return answer.success ? answer.output : [];
  } catch {
    return [];
  }
}
