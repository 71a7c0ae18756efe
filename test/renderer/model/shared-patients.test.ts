import { expect, test, vi } from 'vitest';
import { effectScope } from 'vue';

import { useModelsSharingPatients } from '../../../renderer/model/shared-patients.ts';
import { linkedCore } from '../linked-core.ts';

test('only models scored on patients they were trained on are named', async () => {
  const { app } = linkedCore();
  const sharing = app.runWithContext(() =>
    effectScope().run(() => useModelsSharingPatients(() => ['seed', 'clinical'])),
  );
  await vi.waitFor(() => expect(sharing?.value.map(({ id }) => id)).toEqual(['seed']));
});
