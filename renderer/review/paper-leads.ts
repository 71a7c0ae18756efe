import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

import type { LeadRecord, RecordingRow } from '../../app/contract/records.ts';
import type { PaperLead } from '../waveform/paper-canvas.ts';
import { ownScale, valuesOf, voltageScale, type LeadScale } from '../waveform/voltage.ts';
import { useLeadDisplay } from './lead-display.ts';
import { useReview } from './review.ts';

/**
 * The leads on the paper with their scales: mV for all that measure voltage; what does not gets the scale of the first signal
 * that is read of it, and keeps it while the recording is open.
 */
export function usePaperLeads(recording: () => RecordingRow): ComputedRef<readonly PaperLead[]> {
  const { t } = useI18n();
  const review = useReview();
  const display = useLeadDisplay();
  const ownScales = shallowRef<ReadonlyMap<number, LeadScale>>(new Map());

  watch(
    () => recording().id,
    () => (ownScales.value = new Map()),
  );
  watch(
    () => review.slices,
    (slices) => {
      for (const [place, index] of review.leads.entries()) {
        const lead = recording().leads[index];
        if (!lead || voltageScale(lead) || ownScales.value.has(index)) continue;
        const scale = ownScale(lead, valuesOf(slices, place));
        if (scale) ownScales.value = new Map(ownScales.value).set(index, scale);
      }
    },
    { immediate: true },
  );

  function onPaper(lead: LeadRecord, index: number): PaperLead {
    const { unit } = lead;
    const factor = display.factorOf(index);
    const own = lead.name || String(index + 1);
    const times = String(factor).replace('-', '\u2212');
    const name = factor === 1 ? own : `${own} ${t('strip.leads.times', { factor: times })}`;
    const voltage = voltageScale(lead);
    if (voltage) return { name, factor, pulse: t('review.paper.millivolt'), zero: '', ...placed(voltage, factor) };
    const scale = ownScales.value.get(index);
    if (!scale) return { name, factor, pulse: '', zero: '', ...placed(lead, factor) };
    const words = (value: number) => ({ value: Number(value.toPrecision(6)), unit });
    return {
      name,
      factor,
      pulse: t('review.paper.pulse', words(scale.pulse)),
      zero: t('review.paper.zero', words(scale.zero)),
      ...placed(scale, factor),
    };
  }

  return computed(() =>
    review.leads.flatMap((index) => {
      const lead = recording().leads[index];
      return lead ? [onPaper(lead, index)] : [];
    }),
  );
}

function placed(
  { gain, baseline }: Pick<LeadScale, 'gain' | 'baseline'>,
  factor: number,
): Pick<PaperLead, 'gain' | 'baseline'> {
  return { gain: gain / factor, baseline };
}
