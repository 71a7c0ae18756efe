import { describe, expect, it } from 'vitest';

import { studyShape } from '../../app/beat/shape.ts';
import type { DatasetManifest } from '../../app/dataset/folder-format.ts';
import {
  createManifest,
  decodeColumns,
  encodeColumns,
  mapColumns,
  parseManifest,
} from '../../app/dataset/folder-format.ts';
import { smallDataset } from '../support/small-dataset.ts';

const hash = 'a'.repeat(64);

function manifestOf(): DatasetManifest {
  const hashes = mapColumns(() => hash);
  return createManifest(smallDataset(), { train: hashes, test: hashes }, { 'a.csv': hash });
}

describe('a data-set manifest', () => {
  it('comes back from its text as it was made', () => {
    expect(parseManifest(JSON.stringify(manifestOf()), 'dataset.json')).toEqual(manifestOf());
  });

  it('holds shape, counts and log', () => {
    const { shape, splits, log } = manifestOf();
    expect(shape).toEqual(studyShape);
    expect(splits['train']!.classes).toEqual([2, 0, 1, 0, 0]);
    expect(log).toEqual(['made up']);
  });

  it('is refused with the name of the field that is wrong', () => {
    const text = JSON.stringify({ ...manifestOf(), version: 2 });
    expect(() => parseManifest(text, 'dataset.json')).toThrow(/dataset\.json describes no data set .*version/);
    expect(() => parseManifest('{', 'dataset.json')).toThrow('is not JSON');
  });

  it('is refused when it asks for more rows than memory could hold', () => {
    const manifest = manifestOf();
    manifest.splits['train']!.count = 2 ** 40;
    expect(() => parseManifest(JSON.stringify(manifest), 'dataset.json')).toThrow('splits.train.count');
  });
});

describe('the columns of a split', () => {
  it('come back as they were encoded', () => {
    const rows = smallDataset().splits.train;
    expect(decodeColumns(manifestOf(), 'train', encodeColumns(rows))).toEqual(rows);
  });

  it('come back from bytes that do not lie on a word boundary', () => {
    const rows = smallDataset().splits.train;
    const columns = encodeColumns(rows);
    const shifted = mapColumns((file) => {
      const bytes = new Uint8Array(columns[file].length + 1);
      bytes.set(columns[file], 1);
      return bytes.subarray(1);
    });
    expect(decodeColumns(manifestOf(), 'train', shifted)).toEqual(rows);
  });

  it('are refused when a file is short, a label is no class or a recording is not listed', () => {
    const manifest = manifestOf();
    const columns = encodeColumns(smallDataset().splits.train);
    const changed = (file: string, bytes: Uint8Array) => () =>
      decodeColumns(manifest, 'train', { ...columns, [file]: bytes });
    expect(changed('beats.f32', columns['beats.f32'].subarray(4))).toThrow('train/beats.f32 has');
    expect(changed('labels.u8', Uint8Array.of(9, 0, 2))).toThrow('train/labels.u8 holds');
    expect(changed('recording.u16', new Uint8Array(6).fill(7))).toThrow('names a recording that is not listed');
  });
});
