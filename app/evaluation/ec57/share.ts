/** A statistic as the counts that it is the quotient of, which is how EC57 reports it. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** The quotient, 0 to 1; null when there is nothing to divide by. */
export function ratioOf({ part, whole }: Share): number | null {
  return whole > 0 ? part / whole : null;
}

/**
 * A number with a fixed count of decimals as C prints it: an exact tie goes to the even digit, where toFixed goes up.
 */
export function fixed(value: number, decimals: number): string {
  const isTie = Math.abs(value * 2 ** (decimals + 1)) % 2 === 1;
  if (!isTie) return value.toFixed(decimals);
  const scaled = Math.floor(value * 10 ** decimals);
  return ((scaled % 2 === 0 ? scaled : scaled + 1) / 10 ** decimals).toFixed(decimals);
}
