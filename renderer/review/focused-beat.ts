import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';

import {
  beatClasses,
  labelSources,
  notAnalysed,
  type BeatClass,
  type LabelSource,
} from '../../app/contract/classes.ts';
import { CaliperError } from '../../app/contract/errors.ts';
import type { BeatDetail } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { useSession } from '../stores/session.ts';
import { firstBeatFrom, probabilitiesOf } from '../waveform/beat-columns.ts';
import { selectedAfter, selectedBefore } from '../waveform/selection-layout.ts';
import { invalidSample } from '../waveform/trace-slice.ts';
import { useReview } from './review.ts';

/** What the paper already knows of the beat with the focus: there at once, corrections included. */
export interface FocusedBeat {
  readonly sample: number;
  /** From 1. */
  readonly number: number;
  readonly label: BeatClass | null;
  readonly labelIndex: number;
  readonly source: LabelSource;
  /** WFDB code of the label; 0 where it is not known here. */
  readonly code: number;
  /** 0 to 1 in the order of beatClasses; null when no model was asked. */
  readonly probabilities: readonly number[] | null;
  /** Milliseconds. */
  readonly rrBefore: number | null;
  readonly rrAfter: number | null;
}

/** What the core adds: history, annotation of the file, mean interval, and the beat's own samples. */
export interface BeatBackground {
  readonly detail: BeatDetail;
  readonly differs: boolean;
  readonly samples: Int32Array;
  /** Lead of `samples`. */
  readonly lead: number;
}

/** The beat that the inspector shows. */
export function useFocusedBeat(): {
  focused: ComputedRef<FocusedBeat | null>;
  background: Readonly<ShallowRef<BeatBackground | null>>;
} {
  const core = useCore();
  const session = useSession();
  const review = useReview();
  const background = shallowRef<BeatBackground | null>(null);
  /** What the paper last knew: until `background` is there, when the paper is scrolled away from the beat. */
  const last = shallowRef<FocusedBeat | null>(null);

  const here = computed(() => {
    const { beats, selection } = review;
    const { focus } = selection;
    const rate = session.recording?.rate ?? 1;
    if (focus === null) return null;
    const at = firstBeatFrom(beats, focus);
    if (beats.samples[at] !== focus) return away(focus);
    const labelIndex = beats.labels[at] ?? notAnalysed;
    const probabilities = [...probabilitiesOf(beats, at)].map((value) => value / 65_535);
    const interval = (from: number | undefined, to: number | undefined) =>
      from === undefined || to === undefined ? null : Math.round(((to - from) / rate) * 1000);
    return {
      sample: focus,
      number: beats.firstIndex + at + 1,
      label: beatClasses[labelIndex] ?? null,
      labelIndex,
      source: labelSources[beats.sources[at]!] ?? 'model',
      code: beats.codes[at] ?? 0,
      probabilities: labelIndex !== notAnalysed && probabilities.some((value) => value > 0) ? probabilities : null,
      rrBefore: interval(beats.samples[at - 1], focus),
      rrAfter: interval(focus, beats.samples[at + 1]),
    } satisfies FocusedBeat;
  });
  /** A beat that is not around the screen, as the core last described it. */
  function away(focus: number): FocusedBeat | null {
    const detail = background.value?.detail;
    if (detail?.sample !== focus) return last.value?.sample === focus ? last.value : null;
    const { index, label, source, probabilities, rrBefore, rrAfter } = detail;
    const labelIndex = label === null ? notAnalysed : beatClasses.indexOf(label);
    return { sample: focus, number: index + 1, label, labelIndex, source, code: 0, probabilities, rrBefore, rrAfter };
  }

  watch(here, (beat) => (last.value = beat), { flush: 'sync' });

  watch(
    () => [review.selection.focus, review.revision, review.leads] as const,
    async ([sample], _before, onCleanup) => {
      const row = session.recording;
      if (sample === null || !row) {
        background.value = null;
        return;
      }
      if (review.isOnItsWay(sample)) return;
      const abort = new AbortController();
      onCleanup(() => abort.abort());
      const { sessionId } = row;
      const lead = review.leads[0] ?? 0;
      const first = Math.round(sample - selectedBefore * row.rate);
      const after = Math.round(sample + selectedAfter * row.rate);
      const from = Math.max(0, first);
      const to = Math.min(row.frames, after);
      const options = { signal: abort.signal };
      const differing = { sessionId, sample: sample - 1, direction: 'next', differsFromFile: true } as const;
      const answers = await Promise.all([
        core.call('beats.inspect', { sessionId, sample }, options),
        core.call('beats.find', differing, options),
        core.call('signal.read', { recordingId: row.id, leads: [lead], from, to }, options),
      ]).catch((error: unknown) => {
        const gone = error instanceof CaliperError && error.code === 'not-found';
        if (gone && !abort.signal.aborted) review.clearSelection();
        return null;
      });
      if (!answers || abort.signal.aborted) return;
      const [detail, differs, signal] = answers;
      background.value = {
        detail,
        differs: differs.sample === sample,
        samples: padded(signal.samples[0] ?? new Int32Array(), from - first, after - to, to - from),
        lead,
      };
    },
    { immediate: true },
  );

  return { focused: here, background };
}

/** Puts gaps before the start and after the end of the recording, so that the beat stays in its place. Counts are frames. */
function padded(samples: Int32Array, before: number, after: number, frames: number): Int32Array {
  if (before === 0 && after === 0) return samples;
  const perFrame = samples.length / frames;
  const whole = new Int32Array(Math.round((before + frames + after) * perFrame)).fill(invalidSample);
  whole.set(samples, Math.round(before * perFrame));
  return whole;
}
