import { isSameMatter, signatureOf, topicsOf } from '@zhiwei/text'

/** A complaint as the search for groups reads it; the text is the masked one. */
export type Told = {
  id: string
  /** Nobody knows whether two without a name are one person: they count as two. */
  person: string
  category: string | null
  product: string | null
  node: string | null
  region: string | null
  subject: string
  text: string
  at: Date
}
export type Together = { members: { id: string; how: 'sameText' | 'sameMatter' }[]; people: number }

/** 群诉: 重大投诉 begins with five people (重大: group ≥ 5 people, docs/rules/severity.md). */
export const fewestPeople = 5
/** Of one matter are told apart at most so many texts at once: a fraction of a second. */
const mostTexts = 80
const read = 500

const peopleOf = (list: readonly Told[]) => new Set(list.map(({ person }) => person)).size

/** 同文: the given one and those that say the same in nearly the same words. @param likely share two bands with it */
export function sameTextAs(one: Told, likely: readonly Told[]): Told[] {
  const own = signatureOf(one.text)
  return likely.filter(({ id, text }) => id !== one.id && isSameMatter(own, signatureOf(text)))
}

/** 同一事项: of complaints of one category, product or node, and region those that tell one matter, when five people or more do. */
export function mattersOf(bucket: readonly Told[]): Told[][] {
  if (peopleOf(bucket) < fewestPeople) return []
  const newest = bucket.toSorted((one, other) => other.at.getTime() - one.at.getTime()).slice(0, mostTexts)
  const topics = topicsOf(newest.map(({ subject, text, person }) => ({ subject, text: text.slice(0, read), writer: person })))
  return topics.map(({ members }) => members.flatMap((at) => newest[at] ?? [])).filter((matter) => peopleOf(matter) >= fewestPeople)
}

/** Complaints that name the same of what is known of them: without product, node and region a category alone is no matter. */
export function bucketOf({ category, product, node, region }: Told): string | null {
  if (category === null || (product === null && node === null)) return null
  return [category, product ?? '', node ?? '', region ?? ''].join('\n')
}

/** What belongs together by text or by matter is one group; those with fewer than five people are none. */
export function togetherOf(
  pairs: readonly { ids: string[]; how: 'sameText' | 'sameMatter' }[],
  told: ReadonlyMap<string, Told>,
): Together[] {
  const rootOf = new Map<string, string>()
  const root = (id: string): string => {
    const above = rootOf.get(id)
    if (above === undefined || above === id) return id
    const top = root(above)
    rootOf.set(id, top)
    return top
  }
  const how = new Map<string, 'sameText' | 'sameMatter'>()
  for (const pair of pairs) {
    const [first] = pair.ids
    if (first === undefined) continue
    for (const id of pair.ids) {
      rootOf.set(root(id), root(first))
      if (how.get(id) !== 'sameText') how.set(id, pair.how)
    }
  }
  const groups = Map.groupBy(how.keys(), root)
  return [...groups.values()].map((ids) => ({
    members: ids.map((id) => ({ id, how: how.get(id) ?? ('sameMatter' as const) })),
    people: peopleOf(ids.flatMap((id) => told.get(id) ?? [])),
  }))
}
