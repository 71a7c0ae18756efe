/** Sum of matrices of the same size, cell by cell; no matrix gives none. */
export function sumMatrices(matrices: readonly (readonly (readonly number[])[])[]): number[][] {
  const [first = [], ...others] = matrices;
  const sum = first.map((row) => [...row]);
  for (const matrix of others) {
    for (const [r, row] of sum.entries()) for (let c = 0; c < row.length; c++) row[c]! += matrix[r]![c]!;
  }
  return sum;
}
