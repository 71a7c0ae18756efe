import { beatClasses, labelSources, notAnalysed } from '../../contract/classes.ts';
import { symbolOf } from '../../formats/wfdb/codes.ts';
import type { SessionColumns } from '../session-columns.ts';

/** First line of the table of beats. */
export const beatsHeader = 'beat,sample,seconds,rr_before_ms,class,code,source,p_N,p_S,p_V,p_F,p_Q,file_code\n';

/**
 * Lines of the beats [from, to): RFC 4180, a point as decimal sign, one line a beat.
 *
 * Seconds count from the start of the recording. `rr_before_ms` is the distance to the beat before, whatever lies between.
 * `class` is empty where the beat is not analysed; `p_*` are the model's probabilities, empty where it did not see the beat.
 */
export function beatsCsv(columns: SessionColumns, from: number, to: number): string {
  const { samples, labels, sources, codes, fileCodes, rate } = columns;
  const lines: string[] = [];
  for (let beat = from; beat < to; beat++) {
    const sample = samples[beat]!;
    const before = beat === 0 ? '' : ((1000 * (sample - samples[beat - 1]!)) / rate).toFixed(1);
    const label = labels[beat]!;
    lines.push(
      [
        beat + 1,
        sample,
        (sample / rate).toFixed(4),
        before,
        label === notAnalysed ? '' : beatClasses[label]!,
        symbol(codes[beat]!),
        labelSources[sources[beat]!]!,
        probabilities(columns.probabilities, beat),
        symbol(fileCodes[beat]!),
      ].join(','),
    );
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function symbol(code: number): string {
  return code === 0 ? '' : symbolOf(code);
}

function probabilities(stored: Uint16Array, beat: number): string {
  const own = stored.subarray(beat * beatClasses.length, (beat + 1) * beatClasses.length);
  const analysed = own.some((value) => value > 0);
  return Array.from(own, (value) => (analysed ? (value / 65_535).toFixed(4) : '')).join(',');
}
