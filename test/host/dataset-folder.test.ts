import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { prepareDatasetFolder, readDatasetFolder, writeDatasetFolder } from '../../app/host/dataset-folder.ts';
import { smallDataset } from '../support/small-dataset.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-dataset-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a data-set folder', () => {
  it('gives back the rows that were written', async () => {
    const built = smallDataset();
    await writeDatasetFolder(folder, built);
    const { splits, manifest } = await readDatasetFolder(folder);
    expect(splits).toEqual(built.splits);
    expect(manifest.protocol).toBe('seed');
  });

  it('gives only the splits that are asked for', async () => {
    await writeDatasetFolder(folder, smallDataset());
    expect(Object.keys((await readDatasetFolder(folder, ['test'])).splits)).toEqual(['test']);
    await expect(readDatasetFolder(folder, ['validation'])).rejects.toThrow('no split "validation", only train, test');
  });

  it('is refused when one byte of a file was changed', async () => {
    await writeDatasetFolder(folder, smallDataset());
    const path = join(folder, 'train', 'beats.f32');
    const bytes = await readFile(path);
    bytes[100]! ^= 1;
    await writeFile(path, bytes);
    await expect(readDatasetFolder(folder)).rejects.toThrow('beats.f32 was changed since it was written');
  });

  it('is refused when a file is missing or short', async () => {
    await writeDatasetFolder(folder, smallDataset());
    await writeFile(join(folder, 'test', 'labels.u8'), new Uint8Array(1));
    await expect(readDatasetFolder(folder)).rejects.toThrow('labels.u8 has 1 bytes, not 2');
    await unlink(join(folder, 'train', 'labels.u8'));
    await expect(readDatasetFolder(folder)).rejects.toThrow('labels.u8 is missing');
  });

  it('says how to build a data set where there is none', async () => {
    await expect(readDatasetFolder(join(folder, 'nothing'))).rejects.toThrow('caliper dataset build');
  });
});

describe('prepareDatasetFolder', () => {
  it('makes a new folder and leaves other files alone', async () => {
    await prepareDatasetFolder(join(folder, 'new', 'set'));
    await writeFile(join(folder, 'letter.txt'), 'keep me');
    await expect(prepareDatasetFolder(folder)).rejects.toThrow('holds other files');
    expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('keep me');
  });

  it('makes an older data set unreadable before anything is overwritten', async () => {
    await writeDatasetFolder(folder, smallDataset());
    await prepareDatasetFolder(folder);
    await expect(readDatasetFolder(folder)).rejects.toThrow('holds no data set');
  });
});
