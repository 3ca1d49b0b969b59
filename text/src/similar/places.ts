// What names of places end with, the longest first.
const placeEnd = /小区|家园|花园|公寓|广场|大厦|酒店|幼儿园|小学|中学|学校|医院|公司|街道|社区|大道|[路街镇乡村苑城府湾区市县楼栋]/g
// 我们小区, 本村, 这条路: names nothing.
const unnamed = /(?:我们|咱们|自己|整个|这个|那个|这条|各个|本|该|此|各|全|所在)$/

const nameLength = 4

/** Names of places in a wording (地点): up to four characters before 小区, 路, 镇 … */
export function placesOf(wording: string): string[] {
  const names: string[] = []
  for (const { index } of wording.matchAll(placeEnd)) {
    const name = wording.slice(Math.max(0, index - nameLength), index)
    if (name.length >= 2 && !unnamed.test(name)) names.push(name)
  }
  return names
}

/** False only where both wordings name places and not one of them is in the other, not even mistyped. */
export function sharesPlace(a: string, b: string): boolean {
  const [ofA, ofB] = [placesOf(a), placesOf(b)]
  if (ofA.length === 0 || ofB.length === 0) return true
  if (ofA.some((name) => b.includes(name.slice(-3))) || ofB.some((name) => a.includes(name.slice(-3)))) return true
  const pairs = new Set(ofA.flatMap(pairsOf))
  return ofB.flatMap(pairsOf).some((pair) => pairs.has(pair))
}

const pairsOf = (name: string) => Array.from({ length: name.length - 1 }, (_, at) => name.slice(at, at + 2))
