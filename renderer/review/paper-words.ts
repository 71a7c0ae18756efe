import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

import { formatClock } from '../format/clock.ts';
import { formatDecimal } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import type { CaliperReading } from '../waveform/calipers.ts';
import type { PaperState } from '../waveform/paper-canvas.ts';
import { timeMarkSeconds } from '../waveform/time-marks.ts';
import { slowestWithBeats, usePaper } from './paper.ts';
import { useStripOptions } from './strip-options.ts';

/** The words on the paper. They change with what it shows and not with every scroll. */
export function usePaperWords(): ComputedRef<PaperState['words']> {
  const { t } = useI18n();
  const paper = usePaper();
  const options = useStripOptions();
  const markSeconds = computed(() => timeMarkSeconds(paper.view));

  function markWords(seconds: number): string {
    if (seconds < 120) return t('review.paper.marks', { seconds });
    if (seconds < 7200) return t('strip.marks.minutes', { value: seconds / 60 });
    return t('strip.marks.hours', { value: seconds / 3600 });
  }

  function caliperWords({ milliseconds, perMinute, millimetres }: CaliperReading) {
    const figures = { perMinute: perMinute ?? 0, millimetres: formatDecimal(millimetres, 1) };
    return {
      time: t('review.paper.caliperTime', { milliseconds }),
      rest: t(perMinute === null ? 'review.paper.caliperNoRate' : 'review.paper.caliperRest', figures),
    };
  }

  return computed(() => ({
    marks: markWords(markSeconds.value),
    label: t('review.paper.row'),
    interval: t(options.perMinute ? 'strip.rate' : 'review.paper.interval'),
    time: options.showsClock ? (seconds: number) => formatClock(options.startedAt ?? '', seconds) : formatTime,
    tooMany: paper.tooFarForBeats ? t('strip.tooMany', { speed: slowestWithBeats }) : '',
    calipers: caliperWords,
    unreadable: t('review.run.hatch'),
  }));
}
