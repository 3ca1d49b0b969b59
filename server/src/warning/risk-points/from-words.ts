import { sql } from 'kysely'
import { textOfComplaint } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { newWordsOf } from '../surges/words.ts'
import { type Candidate, type Free, fewestCases, lookBackDays, mostCases, type SuggestionSources } from './suggest.ts'

/** Of the cases of a word so many share another: they speak of one matter. */
const coherent = 0.4
/** And the cases that have their point say it so much less often. */
const seldomElsewhere = 0.3

/** Words that these say more often than the cases that have their point: those of one case after the other, the strongest first. */
export async function fromWords(tx: Tx, tenantId: string, { wordsOf }: SuggestionSources, free: Free[], now: Date): Promise<Candidate[]> {
  if (free.length < fewestCases) return []
  const words = await wordsOf(free.map(({ text }) => text))
  const before = await wordsOf(await textsOfOthers(tx, tenantId, now))
  const said = free.map(({ id }, at) => ({ id, words: words[at] ?? new Set<string>() }))
  const candidates: Candidate[] = []
  const used = new Set<string>()
  const telling = newWordsOf(words, before, 60).filter(
    (one) => one.before / Math.max(1, one.beforeOf) <= seldomElsewhere * (one.here / one.of),
  )
  for (const { word } of telling) {
    const own = said.filter((one) => one.words.has(word) && !used.has(one.id))
    if (own.length < fewestCases) continue
    const beside = Map.groupBy(
      own.flatMap((one) => [...one.words]).filter((other) => other !== word),
      (other) => other,
    )
    const together = [...beside].filter(([, times]) => times.length >= coherent * own.length).sort((a, b) => b[1].length - a[1].length)
    // A word that says nothing by itself stands beside a different one each time: no matter.
    if (together.length === 0) continue
    const name = [word, ...together.slice(0, 2).map(([other]) => other)].join('·')
    for (const { id } of own) used.add(id)
    candidates.push({ source: 'words', key: word, name, words: [word], caseIds: own.map(({ id }) => id) })
  }
  return candidates
}

async function textsOfOthers(tx: Tx, tenantId: string, now: Date): Promise<string[]> {
  const from = new Date(now.getTime() - 3 * lookBackDays * 86_400_000)
  const { rows } = await sql<{ text: string }>`
    select coalesce(${textOfComplaint('c')}, '') as text from complaint_case c
    where c.tenant_id = ${tenantId} and c.received_at >= ${from} and c.erased_at is null
      and exists (select 1 from risk_point_match m where m.tenant_id = c.tenant_id and m.of_id = c.id)
    order by md5(c.id::text) limit ${mostCases}`.execute(tx)
  return rows.map(({ text }) => text)
}
