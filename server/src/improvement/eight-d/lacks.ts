import type { EightDLack } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { liveStates } from '../actions/rules.ts'
import { unansweredParts } from '../partners/asks.ts'
import type { EightDTable } from './tables.ts'

/** 结案还缺什么: a problem described, a cause written or confirmed in the drawing, a corrective action that stood, no action unfinished, every answer asked of a partner firm accepted, thanks said. */
export async function lacksOf(tx: Tx, report: Selectable<EightDTable>): Promise<EightDLack[]> {
  const { tenant_id: tenantId, id, texts } = report
  const actions = await tx
    .selectFrom('action')
    .select(['kind', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('eight_d_id', '=', id)
    .execute()
  const confirmed = report.cause_tree_id ? (await confirmedOf(tx, tenantId, report.cause_tree_id)).length : 0
  const lacks: [EightDLack, boolean][] = [
    ['problem', !texts.problem],
    ['cause', !texts.cause && confirmed === 0],
    ['corrective', !actions.some(({ kind, state }) => kind === 'corrective' && (state === 'effective' || state === 'closed'))],
    ['openActions', actions.some(({ state }) => liveStates.includes(state))],
    ['partners', (await unansweredParts(tx, tenantId, id)) > 0],
    ['thanks', !texts.thanks],
  ]
  return lacks.filter(([, isLacking]) => isLacking).map(([lack]) => lack)
}

/** What the drawing confirmed. */
export async function confirmedOf(tx: Tx, tenantId: string, treeId: string) {
  const tree = await tx
    .selectFrom('cause_tree')
    .select('nodes')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', treeId)
    .executeTakeFirst()
  return (tree?.nodes ?? []).filter(({ state }) => state === 'confirmed').map(({ text, cause, evidence }) => ({ text, cause, evidence }))
}
