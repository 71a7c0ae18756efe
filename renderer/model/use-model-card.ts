import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';

import type { ModelCard } from '../../app/contract/model-card.ts';
import type { Figure } from '../../app/contract/records.ts';
import { useCore } from '../core.ts';
import { sentenceOf } from '../sentence.ts';

/**
 * The card of a model and its figures in the colours of a theme; asked for again when any of the two changes, and when the
 * models do. Never the card of another model than `modelId`: that of the model before goes at once.
 */
export function useModelCard(modelId: Ref<string | null>, theme: Ref<'light' | 'dark'>) {
  const core = useCore();
  const card = shallowRef<ModelCard | null>(null);
  const figures = shallowRef<readonly Figure[]>([]);
  const failure = ref('');
  const figuresFailure = ref('');
  let question: AbortController | null = null;
  let shownId: string | null = null;

  async function read(): Promise<void> {
    question?.abort();
    const id = modelId.value;
    if (id !== shownId) {
      shownId = id;
      card.value = null;
      figures.value = [];
      failure.value = '';
      figuresFailure.value = '';
    }
    if (id === null) return;
    const asked = (question = new AbortController());
    const options = { signal: asked.signal };
    const [cardAnswer, figuresAnswer] = await Promise.allSettled([
      core.call('models.show', { modelId: id }, options),
      core.call('models.figures', { modelId: id, theme: theme.value }, options),
    ]);
    if (asked.signal.aborted) return;
    if (cardAnswer.status === 'fulfilled') card.value = cardAnswer.value;
    failure.value = cardAnswer.status === 'rejected' ? sentenceOf(cardAnswer.reason) : '';
    if (figuresAnswer.status === 'fulfilled') figures.value = figuresAnswer.value;
    figuresFailure.value = figuresAnswer.status === 'rejected' ? sentenceOf(figuresAnswer.reason) : '';
  }

  watch([modelId, theme], read);
  const stops = [core.onOpen(() => void read()), core.on('models.changed', () => void read())];
  onScopeDispose(() => {
    for (const stop of stops) stop();
    question?.abort();
  });

  return { card, figures, failure, figuresFailure, read };
}
