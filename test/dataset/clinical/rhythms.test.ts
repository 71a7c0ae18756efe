import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { copySequence, type BeatSequence } from '../../../app/dataset/clinical/beat-sequence.ts';
import {
  allorhythmia,
  droppedBeats,
  fibrillation,
  flutter,
  isIrregular,
  paroxysmalFibrillation,
  prematureBeats,
  sickSinus,
  sinusArrhythmia,
  tachycardia,
  type Rhythm,
} from '../../../app/dataset/clinical/rhythms.ts';
import { createRandom } from '../../../app/signal/random.ts';

const rhythms: [string, Rhythm][] = [
  ['premature beats', prematureBeats],
  ['bigeminy and the like', allorhythmia],
  ['a sick sinus node', sickSinus],
  ['tachycardia', tachycardia],
  ['fibrillation', fibrillation],
  ['fibrillation that comes and goes', paroxysmalFibrillation],
  ['flutter with changing block', flutter],
  ['dropped beats', droppedBeats],
  ['sinus arrhythmia', sinusArrhythmia],
];

/** A sinus rhythm of 75 beats a minute in which every 40th beat is ventricular. */
function sinus(count = 1500): BeatSequence {
  const labels = Uint8Array.from({ length: count }, (_, beat) => (beat % 40 === 17 ? 2 : 0));
  return copySequence(
    labels,
    Float64Array.from(labels, (_, beat) => 0.8 * beat),
    1,
  );
}

const share = ({ labels }: BeatSequence, label: number) => labels.filter((own) => own === label).length / labels.length;

describe.each(rhythms)('%s', (_name, rhythm) => {
  it('makes supraventricular beats of normal ones and leaves all others, with intervals from a twentieth of a second to eight', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [before, sequence] = [sinus(), sinus()];
        rhythm(sequence, createRandom(seed));
        sequence.labels.forEach((label, beat) => {
          if (label !== before.labels[beat]) expect([before.labels[beat], label]).toEqual([0, 1]);
        });
        // The description of a beat takes intervals below its shortest for that one, so rare ones that no heart has do no harm.
        expect(sequence.intervals.every((interval) => interval > 0.05 && interval < 8)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('comes out the same for the same random numbers', () => {
    const [first, second] = [sinus(), sinus()];
    rhythm(first, createRandom(5));
    rhythm(second, createRandom(5));
    expect(first).toEqual(second);
  });
});

function shareOver(rhythm: Rhythm, label: number): number[] {
  return Array.from({ length: 30 }, (_, seed) => {
    const sequence = sinus();
    rhythm(sequence, createRandom(seed));
    return share(sequence, label);
  });
}

describe('rhythms', () => {
  it('range from rare premature beats to recordings in which they are the majority', () => {
    expect(Math.min(...shareOver(prematureBeats, 1))).toBeLessThan(0.02);
    expect(Math.max(...shareOver(allorhythmia, 1))).toBeGreaterThan(0.3);
    expect(Math.max(...shareOver(sickSinus, 1))).toBeGreaterThan(0.5);
  });

  it('hold no premature beats in fibrillation, flutter, block and sinus arrhythmia, however irregular', () => {
    for (const rhythm of [fibrillation, paroxysmalFibrillation, flutter, droppedBeats, sinusArrhythmia])
      expect(Math.max(...shareOver(rhythm, 1))).toBe(0);
    const sequence = sinus();
    expect(isIrregular(sequence)).toBe(false);
    fibrillation(sequence, createRandom(1));
    expect(isIrregular(sequence)).toBe(true);
  });

  it('say of a premature beat where its atria were', () => {
    const sequence = sinus();
    prematureBeats(sequence, createRandom(2));
    sequence.labels.forEach((label, beat) =>
      expect(sequence.atrialWaves[beat]).toBe(label === 1 ? 'premature' : 'recorded'),
    );
  });
});
