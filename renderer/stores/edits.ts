import type { BeatClass } from '../../app/contract/classes.ts';
import type { ChangeStep } from '../../app/contract/records.ts';
import type { Core } from '../core.ts';

/** A label: a class, and the WFDB code of that class where the reader was more precise. */
export interface GivenLabel {
  readonly label: BeatClass;
  readonly code?: number;
}

/** A change of beats that a reader asks for. Samples are frames, ascending; each edit is one step of history. */
export type BeatEdit =
  | ({ readonly kind: 'relabel'; readonly samples: Int32Array } & GivenLabel)
  /** Every beat with `from <= sample < to`. */
  | ({ readonly kind: 'relabelRange'; readonly from: number; readonly to: number } & GivenLabel)
  | { readonly kind: 'confirm'; readonly samples: Int32Array }
  | { readonly kind: 'delete'; readonly samples: Int32Array }
  | ({ readonly kind: 'insert'; readonly sample: number; readonly snap: boolean } & GivenLabel)
  | { readonly kind: 'move'; readonly sample: number; readonly to: number; readonly snap: boolean };

/** What came of an edit: its step, null when nothing changed, and where an inserted or moved beat now is. */
export interface Edited {
  readonly step: ChangeStep | null;
  readonly sample: number | null;
}

/** Sends an edit to the core. Rejects with the core's error. */
export async function sendEdit(core: Pick<Core, 'call'>, sessionId: string, edit: BeatEdit): Promise<Edited> {
  switch (edit.kind) {
    case 'relabel': {
      const { samples, label, code } = edit;
      return placeless(await core.call('beats.relabel', { sessionId, samples: [...samples], label, ...given(code) }));
    }
    case 'relabelRange': {
      const { from, to, label, code } = edit;
      return placeless(await core.call('beats.relabelRange', { sessionId, from, to, label, ...given(code) }));
    }
    case 'confirm':
      return placeless(await core.call('beats.confirm', { sessionId, samples: [...edit.samples] }));
    case 'delete':
      return placeless(await core.call('beats.delete', { sessionId, samples: [...edit.samples] }));
    case 'insert': {
      const { sample, label, code, snap } = edit;
      return core.call('beats.insert', { sessionId, sample, label, ...given(code), snap });
    }
    case 'move': {
      const { sample, to, snap } = edit;
      return core.call('beats.move', { sessionId, sample, to, snap });
    }
  }
}

function given(code: number | undefined): { code?: number } {
  return code === undefined ? {} : { code };
}

function placeless({ step }: { step: ChangeStep | null }): Edited {
  return { step, sample: null };
}
