/** How far a value lies from a mean, in whole percent with its sign as in print: "−9 %". Empty when either is missing. */
export function changePercent(value: number | null, mean: number | null): string {
  if (value === null || mean === null || mean <= 0) return '';
  const percent = Math.round((value / mean - 1) * 100);
  if (percent === 0) return '±0 %';
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`;
}
