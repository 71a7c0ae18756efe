import { afterEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

import { CaliperError } from '../../../app/contract/errors.ts';
import { useModelCard } from '../../../renderer/model/use-model-card.ts';
import { linkedCore } from '../linked-core.ts';
import { sampleCard } from '../../support/sample/models.ts';

const scope = effectScope();
afterEach(() => scope.stop());

test('the card of one model is never shown for another, and a change of the models asks again', async () => {
  const held = Promise.withResolvers<void>();
  const { app, calls, emit } = linkedCore({
    'models.show': async ({ modelId }) => {
      if (modelId === 'seed-2') await held.promise;
      if (modelId === 'gone') throw new CaliperError('not-found', 'There is no model "gone".');
      return sampleCard(modelId);
    },
  });
  const modelId = ref<string | null>('seed');
  const shown = app.runWithContext(() => scope.run(() => useModelCard(modelId, ref('light'))))!;
  await vi.waitFor(() => expect(shown.card.value?.id).toBe('seed'));
  expect(shown.figures.value.length).toBeGreaterThan(0);

  modelId.value = 'seed-2';
  await nextTick();
  expect([shown.card.value, shown.figures.value]).toEqual([null, []]);
  held.resolve();
  await vi.waitFor(() => expect(shown.card.value?.id).toBe('seed-2'));

  calls.length = 0;
  emit('models.changed', {});
  await vi.waitFor(() => expect(calls).toContain('models.show'));
  expect(shown.card.value?.id).toBe('seed-2');

  modelId.value = 'gone';
  await vi.waitFor(() => expect(shown.failure.value).toBe('There is no model "gone".'));
  expect(shown.card.value).toBeNull();
});
