import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyBeats, found, rate, written } from '../written-beats.ts';

describe('ventricular runs', () => {
  it('two in succession are a couplet, one is nothing', () => {
    const source = written('NVNVVN');
    expect(found(source, 'ventricular-couplet')).toEqual([[3, 4]]);
    expect(found(source, 'ventricular-run')).toEqual([]);
  });

  it('three slow ones are a run', () => {
    expect(found(written('NVVVN', { rr: 800 }), 'ventricular-run')).toEqual([[1, 3]]);
  });

  it('three faster than the limit are a tachycardia and no run besides', () => {
    const source = written('NVVVN', { rr: 400 });
    expect(found(source, 'ventricular-tachycardia')).toEqual([[1, 3]]);
    expect(found(source, 'ventricular-run')).toEqual([]);
  });

  it('exactly at the limit it is a run: a tachycardia is faster', () => {
    expect(found(written('NVVVN', { rr: 600 }), 'ventricular-tachycardia')).toEqual([]);
    expect(found(written('NVVVN', { rr: 600 }), 'ventricular-run')).toEqual([[1, 3]]);
  });

  it('fast but shorter than the limit it is a run', () => {
    const limits = { ventricularTachycardia: { beats: 4, rate: 100 } };
    expect(found(written('NVVVN', { rr: 400 }), 'ventricular-run', limits)).toEqual([[1, 3]]);
    expect(found(written('NVVVVN', { rr: 400 }), 'ventricular-run', limits)).toEqual([]);
  });

  it('a fusion beat belongs to a run, an unknown or unnamed one ends it', () => {
    expect(found(written('NVFVN'), 'ventricular-run')).toEqual([[1, 3]]);
    expect(found(written('NVVQVN'), 'ventricular-couplet')).toEqual([[1, 2]]);
    expect(found(written('NVV-VN'), 'ventricular-couplet')).toEqual([[1, 2]]);
  });

  it('unreadable signal between two beats ends a run', () => {
    const { samples } = written('NVVVN').beats;
    const source = written('NVVVN', { unreadable: [{ from: samples[2]! + 10, to: samples[2]! + 20 }] });
    expect(found(source, 'ventricular-run')).toEqual([]);
    expect(found(source, 'ventricular-couplet')).toEqual([[1, 2]]);
  });

  it('runs at the very start and end of a recording count', () => {
    expect(found(written('VVNVV'), 'ventricular-couplet')).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('a couplet slower than asked is none', () => {
    expect(found(written('NVVN', { rr: 1000 }), 'ventricular-couplet', { couplet: { rate: 61 } })).toEqual([]);
    expect(found(written('NVVN', { rr: 1000 }), 'ventricular-couplet', { couplet: { rate: 60 } })).toEqual([[1, 2]]);
  });
});

describe('supraventricular runs', () => {
  it('are apart from ventricular ones: a beat of the other kind ends them', () => {
    const source = written('NSSVSSSN');
    expect(found(source, 'supraventricular-couplet')).toEqual([[1, 2]]);
    expect(found(source, 'supraventricular-run')).toEqual([[4, 6]]);
    expect(found(source, 'ventricular-couplet')).toEqual([]);
  });

  it('when asked, begin with a beat that comes early enough', () => {
    const early = written('NNNNNSSSN', { rr: [800, 800, 800, 800, 600, 600, 600, 800] });
    expect(found(early, 'supraventricular-run', { prematurity: { percent: 25 } })).toEqual([[5, 7]]);
    expect(found(early, 'supraventricular-run', { prematurity: { percent: 26 } })).toEqual([]);
  });

  it('whose onset cannot be measured are not held back by it', () => {
    expect(found(written('SSSN'), 'supraventricular-run', { prematurity: { percent: 50 } })).toEqual([[0, 2]]);
  });
});

describe('for any beats', () => {
  it('couplets and runs are the stretches of V and F that a search by pattern finds', () => {
    fc.assert(
      fc.property(anyBeats, ({ letters, rr }) => {
        const source = written(letters, { rr });
        const expected = [...letters.matchAll(/[VF]{2,}/g)].map((match) => match.index);
        const kinds = ['ventricular-couplet', 'ventricular-run', 'ventricular-tachycardia'] as const;
        const starts = kinds.flatMap((kind) => found(source, kind).map(([first]) => first));
        expect(starts.sort((a, b) => a - b)).toEqual(expected);
      }),
    );
  });

  it('no event holds an interval that cannot be read', () => {
    fc.assert(
      fc.property(anyBeats, fc.integer({ min: 0, max: 60 * rate }), ({ letters, rr }, from) => {
        const source = written(letters, { rr, unreadable: [{ from, to: from + 2 * rate }] });
        const kinds = [
          'ventricular-couplet',
          'ventricular-run',
          'supraventricular-run',
          'pause',
          'longest-rr',
        ] as const;
        for (const kind of kinds) {
          for (const [first, last] of found(source, kind)) {
            for (let beat = first + 1; beat <= last; beat++) expect(source.intervals.before[beat]).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});
