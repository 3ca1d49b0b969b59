import type { Reason } from './analysis.ts'

/** More would hardly be read. */
const most = 12

/** 依据 as people see them, in the given order: of one code in one place only one, which covers what overlaps or touches. */
export function onceEach<Given extends Reason>(reasons: readonly Given[]): Given[] {
  const kept: Given[] = []
  for (const reason of reasons) {
    let [whole, place] = [reason, kept.length]
    for (let at = kept.length - 1; at >= 0; at--) {
      const other = kept[at] as Given
      if (other.code !== whole.code || other.turn !== whole.turn || !meet(other, whole)) continue
      whole = covering(other, whole)
      kept.splice(at, 1)
      place = at
    }
    if (place < most) kept.splice(place, 0, whole)
  }
  return kept
}

function meet({ span: one }: Reason, { span: other }: Reason): boolean {
  return one === undefined || other === undefined ? one === other : one[0] <= other[1] && other[0] <= one[1]
}

function covering<Given extends Reason>(one: Given, { span: other }: Given): Given {
  return one.span && other ? { ...one, span: [Math.min(one.span[0], other[0]), Math.max(one.span[1], other[1])] } : one
}
