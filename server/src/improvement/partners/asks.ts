import type { EightDDetail } from '@zhiwei/contract'
import { unitNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import './tables.ts'

/** Of a report: how many answers asked of partner firms are not accepted yet. */
export async function unansweredParts(tx: Tx, tenantId: string, reportId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('partner_ask as a')
    .innerJoin('partner_part as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.part_id'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('p.tenant_id', '=', tenantId)
    .where('p.eight_d_id', '=', reportId)
    .where('p.withdrawn_at', 'is', null)
    .where('a.state', '<>', 'accepted')
    .executeTakeFirstOrThrow()
  return count
}

/** What of it was accepted stands in the report, also of a firm that is no longer asked. */
export async function acceptedAnswers(tx: Tx, tenantId: string, reportId: string): Promise<EightDDetail['partnerAnswers']> {
  const rows = await tx
    .selectFrom('partner_answer as w')
    .innerJoin('partner_part as p', (join) => join.onRef('p.tenant_id', '=', 'w.tenant_id').onRef('p.id', '=', 'w.part_id'))
    .select(['w.discipline', 'w.text', 'w.decided_at', 'p.unit_id', unitNamed('p', 'unit_id').as('unit')])
    .where('p.tenant_id', '=', tenantId)
    .where('p.eight_d_id', '=', reportId)
    .where('w.verdict', '=', 'accepted')
    .orderBy('w.decided_at')
    .execute()
  return rows.map(({ discipline, text, decided_at: at, unit_id: id, unit }) => ({
    unit: unit ?? { id, name: '' },
    discipline,
    text,
    at: at?.toISOString() ?? '',
  }))
}
