import type { Guide, GuideItem, Phrase } from '@zhiwei/contract'
import { type Case, findCase, isOpen, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { basisOf } from '../basis.ts'
import { phrasesFor } from '../phrases/select.ts'
import '../tables.ts'
import { type Basis, itemsFor } from './select.ts'

/** Whoever may write on the case may tick its guide, as long as it is open. */
export const mayTick = (actor: Actor, complaintCase: Case) =>
  (actor.permissions.has('cases:note') || actor.permissions.has('cases:message')) && isOpen(complaintCase.status)

/**
 * 处理指引: LSCIA for this customer step by step, with what is done already, and the phrases that suit.
 * @param reader language of who reads what to capture and avoid; what is said to the customer comes in the customer's
 * @throws CASE_NOT_FOUND
 */
export async function guideOf(tx: Tx, actor: Actor, idOrNumber: string, reader: 'zh' | 'en'): Promise<Guide> {
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { basis, language: spoken } = await basisOf(tx, complaintCase)
  const done = await ticksOf(tx, complaintCase)
  const steps = itemsFor(basis).map(({ step, items }) => ({
    step,
    items: items.map((item) => ({
      code: item.code,
      kind: item.kind,
      text: item[isSaid(item.kind) ? spoken : reader],
      done: done.get(item.code) ?? null,
    })),
  }))
  const undone = steps.find(({ items }) => items.some((item) => item.kind !== 'avoid' && item.done === null))
  return {
    language: spoken,
    basis,
    steps,
    current: undone?.step ?? null,
    phrases: await phrasesOf(tx, complaintCase, basis, spoken, reader),
    can: { tick: mayTick(actor, complaintCase) },
  }
}

const isSaid = (kind: GuideItem['kind']) => kind === 'say' || kind === 'ask'

async function ticksOf(tx: Tx, { tenant_id, id, cycle }: Case) {
  const rows = await tx
    .selectFrom('guide_tick as g')
    .select(['g.item', 'g.at', personNamed('g', 'by_id').as('by')])
    .where('g.tenant_id', '=', tenant_id)
    .where('g.case_id', '=', id)
    .where('g.cycle', '=', cycle)
    .execute()
  return new Map(rows.map(({ item, at, by }) => [item, { at: at.toISOString(), by }]))
}

async function phrasesOf(
  tx: Tx,
  { tenant_id, id, cycle }: Case,
  basis: Basis,
  spoken: 'zh' | 'en',
  reader: 'zh' | 'en',
): Promise<Phrase[]> {
  const counts = await tx.selectFrom('phrase_count').selectAll().where('tenant_id', '=', tenant_id).execute()
  const here = await tx
    .selectFrom('phrase_use as p')
    .select(['p.phrase', 'p.at', 'p.helped', personNamed('p', 'by_id').as('by')])
    .where('p.tenant_id', '=', tenant_id)
    .where('p.case_id', '=', id)
    .where('p.cycle', '=', cycle)
    .execute()
  return phrasesFor(basis).map((phrase) => {
    const count = counts.find((row) => row.phrase === phrase.code)
    const use = here.find((row) => row.phrase === phrase.code)
    return {
      code: phrase.code,
      kind: phrase.kind,
      text: phrase[spoken],
      why: phrase.why[reader],
      used: count?.used ?? 0,
      helped: count?.helped ?? 0,
      notHelped: count?.not_helped ?? 0,
      here: use ? { at: use.at.toISOString(), by: use.by, helped: use.helped } : null,
    }
  })
}
