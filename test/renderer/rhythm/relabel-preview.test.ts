import { describe, expect, test } from 'vitest';

import { previewRelabel } from '../../../renderer/rhythm/relabel-preview.ts';

const [model, person] = [0, 2];
const labels = {
  samples: Int32Array.of(10, 20, 30, 40, 50),
  labels: Uint8Array.of(2, 2, 0, 2, 255),
  sources: Uint8Array.of(model, person, model, model, model),
};
const selected = Int32Array.of(10, 20, 30, 50, 60);

describe('the preview of a relabel', () => {
  test('changes the selected beats that show another label, and leaves out what a person read', () => {
    const preview = previewRelabel(labels, selected, 'N', false);
    expect([...preview.changes]).toEqual([10, 50]);
    expect(preview.from).toEqual([
      { label: 2, beats: 1 },
      { label: 255, beats: 1 },
    ]);
    expect([preview.same, preview.read]).toEqual([1, 1]);
  });

  test('changes what a person read when that is asked for', () => {
    expect([...previewRelabel(labels, selected, 'N', true).changes]).toEqual([10, 20, 50]);
  });
});
