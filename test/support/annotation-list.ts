import { codeOf } from '../../app/formats/wfdb/codes.ts';
import type { Annotation } from '../../app/signal/recording.ts';

/**
 * Annotations from text, e.g. "100N 250V 300~48 400+(AFIB": position, symbol, and for "~" the subtype, for "+" the rhythm.
 */
export function annotationList(text: string): Annotation[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [, sample = '', symbol = '', rest = ''] = /^(\d+)(.)(.*)$/.exec(word) ?? [];
      return {
        sample: Number(sample),
        code: codeOf(symbol) ?? 0,
        subtype: symbol === '~' ? Number(rest) : 0,
        channel: 0,
        number: 0,
        aux: symbol === '+' ? rest : '',
      };
    });
}
