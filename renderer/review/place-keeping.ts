import { watch, type ShallowRef } from 'vue';

import { coalesce } from '../stores/coalesce.ts';
import { keepText, keptText } from '../stores/kept.ts';
import type { useSession } from '../stores/session.ts';
import { placeIn, withPlace } from './kept-place.ts';
import type { usePaper } from './paper.ts';
import { selectOne, type Selection } from './selection.ts';

const storageKey = 'caliper.review.places';

/** Keeps where the reader is in each recording, at which scale; the returned call goes back there. */
export function keepingPlace(
  session: Pick<ReturnType<typeof useSession>, 'recording'>,
  paper: ReturnType<typeof usePaper>,
  selection: ShallowRef<Selection>,
): (recordingId: string) => void {
  const keepSoon = coalesce(300, () => {
    const { recording } = session;
    if (!recording || paper.view.frames !== recording.frames) return;
    const { start, speed, gain } = paper;
    const place = { start, speed, gain, focus: selection.value.focus };
    keepText(storageKey, withPlace(keptText(storageKey), recording.id, place));
  });
  watch(() => [paper.start, paper.speed, paper.gain, selection.value.focus], keepSoon);

  return (recordingId) => {
    const place = placeIn(keptText(storageKey), recordingId);
    if (!place) return;
    paper.setGain(place.gain);
    paper.setSpeed(place.speed);
    paper.scrollTo(place.start);
    if (place.focus !== null) selection.value = selectOne(place.focus);
  };
}
