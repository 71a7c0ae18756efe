import { format8, format80 } from './eight-bit.ts';
import type { SampleFormat } from './format.ts';
import { format16, format160, format61 } from './sixteen-bit.ts';
import { format310, format311 } from './ten-bit.ts';
import { format212 } from './twelve-bit.ts';
import { format24, format32 } from './wide.ts';

const formats = new Map<number, SampleFormat>(
  [format8, format16, format24, format32, format61, format80, format160, format212, format310, format311].map(
    (format) => [format.code, format],
  ),
);

/** The packing of a WFDB signal format by its number, or null where we cannot read it. */
export function sampleFormat(code: number): SampleFormat | null {
  return formats.get(code) ?? null;
}
