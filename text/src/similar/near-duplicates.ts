import { isSameMatter } from './same-matter.ts'
import type { Signature } from './signature.ts'

// So many texts of one band are looked at, the newest first: ten thousand equal texts cost no more each than ten.
const candidatesABand = 50

/**
 * 查重: for each text the earlier one it repeats, or -1, in the order given.
 * Equal texts form a chain: each names the one before it.
 */
export function nearDuplicatesOf(signatures: readonly Signature[]): Int32Array {
  const found = new Int32Array(signatures.length).fill(-1)
  const byBand = new Map<number, number[]>()
  for (const [at, signature] of signatures.entries()) {
    found[at] = bestOf(candidatesOf(byBand, signature), signatures, signature)
    for (const band of signature.bands) {
      const others = byBand.get(band)
      if (!others) byBand.set(band, [at])
      else {
        if (others.length === candidatesABand) others.shift()
        others.push(at)
      }
    }
  }
  return found
}

/** Earlier texts by how many bands they share. */
function candidatesOf(byBand: Map<number, number[]>, { bands }: Signature): Map<number, number> {
  const shared = new Map<number, number>()
  for (const band of bands) for (const other of byBand.get(band) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
  return shared
}

function bestOf(candidates: Map<number, number>, signatures: readonly Signature[], signature: Signature): number {
  const likeliestFirst = [...candidates].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  for (const [other] of likeliestFirst) {
    const candidate = signatures[other]
    if (candidate && isSameMatter(signature, candidate)) return other
  }
  return -1
}
