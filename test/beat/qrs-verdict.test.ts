import { describe, expect, it } from 'vitest';

import type { Candidate } from '../../app/beat/qrs-candidates.ts';
import { createQrsVerdict } from '../../app/beat/qrs-verdict.ts';

function candidateAt(time: number): Candidate {
  const nothing = { strong: true, height: 1, slope: 1, width: 10, before: 0, after: 0, swing: 0, noise: 0, shape: [] };
  return { ...nothing, step: Math.round(180 * time), time, fiducial: Math.round(360 * time) };
}

/** Times of the beats, and the expected errors by second, for candidates of given log odds. */
function verdictOn(candidates: readonly (readonly [time: number, logOdds: number])[], seconds = 60) {
  const beats: number[] = [];
  const errors: number[] = [];
  const verdict = createQrsVerdict(
    seconds,
    ({ time }) => beats.push(time),
    (second, expected) => {
      errors[second] = expected;
    },
  );
  for (const [time, logOdds] of candidates) verdict.push(candidateAt(time), logOdds);
  verdict.finish();
  return { beats, errors };
}

const clear = Array.from({ length: 55 }, (_, beat) => [beat + 0.5, 9] as const);

describe('createQrsVerdict', () => {
  it('takes likely candidates for beats where the signal is clear, and no others', () => {
    const { beats } = verdictOn([...clear.slice(0, 30), [30.1, -2], ...clear.slice(30)]);
    expect(beats).toEqual(clear.map(([time]) => time));
  });

  it('takes doubtful ones too where everything is in doubt: what is missing cannot be seen', () => {
    const doubtful = Array.from({ length: 60 }, (_, index) => [index + 0.5, index % 2 === 0 ? 0.5 : -1] as const);
    expect(verdictOn(doubtful).beats).toHaveLength(60);
  });

  it('keeps the likelier of two that are nearer than a heart can beat', () => {
    expect(verdictOn([...clear.slice(0, 20), [19.6, 5], ...clear.slice(20)]).beats).toHaveLength(55);
    expect(verdictOn([...clear.slice(0, 20), [19.6, 12], ...clear.slice(20)]).beats).toContain(19.6);
  });

  it('judges every second, and a pause as sure as the beats around it', () => {
    const { errors } = verdictOn([...clear.slice(0, 20), ...clear.slice(40)]);
    expect(errors).toHaveLength(60);
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
});
