import type { BeatClass } from '../../app/contract/classes.ts';
import type { BeatEdit, Edited } from '../stores/edits.ts';
import type { useSession } from '../stores/session.ts';
import type { PendingEdit, SessionBeats } from './session-beats.ts';

/** Edits on their way from the screen to the core. */
export function editing(
  session: Pick<ReturnType<typeof useSession>, 'edit' | 'unsaved'>,
  readers: () => Iterable<Pick<SessionBeats, 'put'>>,
  beforeShown: () => void,
) {
  /**
   * Shows an edit in the same frame wherever beats are shown, and sends it. When the core refuses, what was before is shown
   * again and the session keeps the edit as unsaved.
   *
   * @returns null when it was refused
   */
  async function edit(wanted: BeatEdit): Promise<Edited | null> {
    beforeShown();
    const shown: PendingEdit[] = Array.from(readers(), (reader) => reader.put(wanted));
    const edited = await session.edit(wanted).catch(() => null);
    for (const pending of shown) {
      if (edited?.step) pending.keep(placed(wanted, edited.sample));
      else pending.drop();
    }
    return edited;
  }

  /** Shows an edit that is not sent, until the returned `drop`. */
  function preview(wanted: BeatEdit): { drop(): void } {
    const shown = Array.from(readers(), (reader) => reader.put(wanted));
    return { drop: () => shown.forEach((pending) => pending.drop()) };
  }

  /** Labels beats, as one step. @param samples frames, ascending; @param code WFDB code of the class, if not its plain one */
  async function relabel(samples: ArrayLike<number>, label: BeatClass, code?: number): Promise<void> {
    if (samples.length === 0) return;
    const wanted = samples instanceof Int32Array ? samples : Int32Array.from(samples);
    await edit({ kind: 'relabel', samples: wanted, label, ...(code === undefined ? {} : { code }) });
  }

  /** Sends every unsaved edit of the open session again, in order. */
  function retry(): void {
    for (const unsaved of session.unsaved?.edits ?? []) void edit(unsaved);
  }

  return { edit, preview, relabel, retry };
}

/** The edit with the place that the core chose for its beat. */
function placed(edit: BeatEdit, sample: number | null): BeatEdit {
  if (sample === null) return edit;
  if (edit.kind === 'insert') return { ...edit, sample };
  return edit.kind === 'move' ? { ...edit, to: sample } : edit;
}
