import { shallowRef, watch, type Ref } from 'vue';

import type { ModelCard } from '../../app/contract/model-card.ts';
import { useCore } from '../core.ts';
import { paperProtocol } from './paper.ts';

/** Cards of the models that were trained on beats of the patients they are scored on; none of a model without a card. */
export function useModelsSharingPatients(modelIds: () => readonly string[]): Ref<readonly ModelCard[]> {
  const core = useCore();
  const sharing = shallowRef<readonly ModelCard[]>([]);
  watch(
    () => modelIds().join(),
    async () => {
      const asked = modelIds();
      const cards = await Promise.all(asked.map((modelId) => core.call('models.show', { modelId }).catch(() => null)));
      if (asked.join() === modelIds().join())
        sharing.value = cards
          .filter((card) => card?.training.protocol === paperProtocol)
          .filter((card) => card !== null);
    },
    { immediate: true },
  );
  return sharing;
}
