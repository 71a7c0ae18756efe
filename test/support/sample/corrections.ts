import type { ApplicationContract } from '../../../app/contract/application.ts';
import { CaliperError } from '../../../app/contract/errors.ts';
import type { CommentRecord, StepConflicts, UnreadableStretch } from '../../../app/contract/corrections.ts';
import type { Handlers } from '../../../app/rpc/contract.ts';
import type { SampleSession } from './labels.ts';
import { describeSample } from './results.ts';

type CorrectionCalls = Pick<
  Handlers<ApplicationContract>,
  | 'beats.columns'
  | 'beats.insert'
  | 'beats.move'
  | 'beats.delete'
  | 'session.mark'
  | 'session.unreadable'
  | 'session.comment'
  | 'session.comments'
  | 'session.conflicts'
>;

/** Plain WFDB codes of N S V F Q. */
export const sampleCodes = [1, 9, 5, 6, 13];

/** Whole sessions and what is noted beside their beats. The invented core moves no beats and keeps no such notes. */
export function sampleCorrections(sessionOf: (id: string) => SampleSession): CorrectionCalls {
  return {
    'beats.columns': ({ sessionId, from, to }) => {
      const session = sessionOf(sessionId);
      const beats = session.recording.beats.filter(({ sample }) => sample >= from && sample < to);
      return {
        revision: session.done.length,
        samples: Int32Array.from(beats, ({ sample }) => sample),
        labels: Uint8Array.from(beats, ({ label }) => label),
        sources: Uint8Array.from(beats, ({ source }) => source),
        codes: Uint8Array.from(beats, ({ label }) => sampleCodes[label] ?? 0),
      };
    },
    'beats.insert': refuse,
    'beats.move': refuse,
    'beats.delete': refuse,
    'session.mark': refuse,
    'session.unreadable': ({ sessionId }) => {
      const found = describeSample(sessionOf(sessionId).recording.row)?.quality?.unreadable ?? [];
      const stretches = found.map((stretch): UnreadableStretch => ({ ...stretch, source: 'detector', by: null }));
      return { stretches, overruled: [] };
    },
    'session.comment': refuse,
    'session.comments': (): { comments: CommentRecord[] } => ({ comments: [] }),
    'session.conflicts': (): StepConflicts => ({ beats: 0, conflicts: [], entries: 0 }),
  };
}

function refuse(): never {
  throw new CaliperError('unsupported', 'The invented core cannot do this.');
}
