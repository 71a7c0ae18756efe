import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import { newRecording, newRun, temporaryFolder } from '../support/store-fixture.ts';

it('an analysis that its process did not live to end is said to be interrupted, not running', async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'caliper.db');
  try {
    const before = await openStore(path);
    await before.addRecording(newRecording('a'));
    await before.setAnalysis('session-a', 'running', null);
    await before.beginRun(newRun('run', 'a'));
    await before.close();

    const after = await openStore(path);
    expect(await after.readRecording('recording-a')).toMatchObject({
      analysis: 'none',
      attention: 'The analysis was interrupted: analyse again.',
    });
    await after.close();
  } finally {
    folder.remove();
  }
});
