import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';

import type { ModelSummary } from '../../app/contract/model-card.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';

/** The models on this computer; their cards and figures are asked for by the screen that shows them. */
export const useModels = defineStore('models', () => {
  const core = useCore();
  const models = shallowRef<readonly ModelSummary[]>([]);
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = ref('');

  async function refresh(): Promise<void> {
    try {
      models.value = await core.call('models.list', {});
      state.value = 'ready';
    } catch (error) {
      if (state.value === 'ready') return;
      failure.value = sentenceOf(error);
      state.value = 'failed';
    }
  }

  async function activate(modelId: string): Promise<void> {
    await core.call('models.activate', { modelId });
    await refresh();
  }

  core.onOpen(() => void refresh());
  core.on('models.changed', () => void refresh());

  return {
    models,
    state,
    failure,
    active: computed(() => models.value.find((model) => model.active) ?? null),
    refresh,
    activate,
  };
});
