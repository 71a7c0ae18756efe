import type { Recording } from '../../signal/recording.ts';

/** Why no beat can be found in a recording that opens without an error; empty when there is something to read. */
export function emptinessWarnings({ name, leads, frames }: Recording): string[] {
  const warnings: string[] = [];
  if (leads.length === 0) warnings.push(`${name} has no lead to read`);
  if (frames === 0) warnings.push(`${name} has no samples`);
  return warnings;
}
