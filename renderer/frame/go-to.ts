import { watch } from 'vue';

import { usePaper } from '../review/paper.ts';
import { useReview } from '../review/review.ts';
import { selectOne } from '../review/selection.ts';
import { usePlace } from '../stores/place.ts';
import { useSession } from '../stores/session.ts';

/** Shows a frame of the open recording in Review, as soon as its paper is there; with `beat` it is selected. */
export function useGoTo(): (frame: number, what: 'beat' | 'place') => void {
  const place = usePlace();
  const session = useSession();
  const review = useReview();
  const paper = usePaper();

  return (frame, what) => {
    const recordingId = session.recording?.id;
    if (recordingId === undefined) return;
    place.go({ name: 'review', recordingId });
    const stop = watch(
      () => ({
        left: place.name !== 'review' || session.recording?.id !== recordingId,
        ready: paper.view.frames === session.recording?.frames && paper.view.width > 0,
      }),
      ({ left, ready }) => {
        if (left || ready) queueMicrotask(() => stop());
        if (left || !ready) return;
        review.turns.abandon();
        paper.centreOn(frame);
        if (what === 'beat') review.select(selectOne(frame));
      },
      { immediate: true, flush: 'post' },
    );
  };
}
