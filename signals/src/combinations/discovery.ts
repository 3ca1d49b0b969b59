/**
 * Benjamini and Hochberg 1995: which of many findings may be believed, so that of all believed ones the given share is false at most.
 * @param looked how many were looked at in all, those without a p value of their own too
 * @returns the p value up to which findings are believed; 0 when none is
 */
export function believedUpTo(pValues: readonly number[], rate: number, looked = pValues.length): number {
  const sorted = [...pValues].sort((a, b) => a - b)
  for (let at = sorted.length - 1; at >= 0; at--) {
    const p = sorted[at] as number
    if (p <= (rate * (at + 1)) / looked) return p
  }
  return 0
}
