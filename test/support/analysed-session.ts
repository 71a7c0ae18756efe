import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { RecordingRow } from '../../app/contract/records.ts';
import { writeSmallRecord } from './small-record.ts';
import { startTestCore, type StartedCore } from './started-core.ts';
import { writeUntrainedModel } from './untrained-model.ts';

/** The real core with one small recording, analysed by a model that was never trained: its labels mean nothing. */
export async function startWithAnalysis(): Promise<{ started: StartedCore; row: RecordingRow; samples: number[] }> {
  const started = await startTestCore((folder) => writeUntrainedModel(folder, 'plain', 1));
  const { client } = started;
  const recordings = join(started.folder, 'recordings');
  await mkdir(recordings);
  await client.call('models.activate', { modelId: 'plain' });
  const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 40, codes: [1, 5] });
  await started.ended((await client.call('library.import', { paths: [path] })).jobId);
  const [row] = await client.call('library.list', {});
  const { samples } = await client.call('beats.read', { sessionId: row!.sessionId, from: 0, to: row!.frames });
  return { started, row: row!, samples: [...samples] };
}
