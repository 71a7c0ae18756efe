import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import type { useSession } from '../stores/session.ts';
import { samplesByClass } from '../stores/unsaved-labels.ts';
import type { SessionBeats } from './session-beats.ts';

/** Labels on their way from the screen to the core. */
export function relabelling(
  session: Pick<ReturnType<typeof useSession>, 'relabel' | 'unsaved'>,
  beats: () => SessionBeats | null,
  showFocus: () => void,
) {
  /**
   * Labels beats in the same frame, and shows the one with the focus. When the core refuses, the old labels return and the
   * session keeps the new ones as unsaved.
   */
  async function relabel(samples: readonly number[], label: BeatClass): Promise<void> {
    if (samples.length === 0) return;
    showFocus();
    const shown = beats()?.put(samples, beatClasses.indexOf(label));
    const step = await session.relabel(samples, label).catch(() => null);
    if (step) shown?.keep();
    else shown?.drop();
  }

  /** Sends every unsaved label of the open session again, one write a class. */
  function retry(): void {
    if (!session.unsaved) return;
    for (const [label, samples] of samplesByClass(session.unsaved.labels)) void relabel(samples, label);
  }

  return { relabel, retry };
}
