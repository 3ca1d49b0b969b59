import { WarningKind, type WarningProposal, type WarningProposalAcceptance } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { type Labelled, proposalsFor, withNeed } from './proposals.ts'
import { addRules } from './settings.ts'
import { rulesInForce } from './versions.ts'

/** Labels older than this say little of today. */
const countedDays = 365

/** 阈值建议 of all kinds, from the labels of the last year. */
export async function listProposals(tx: Tx, tenantId: string, now: Date): Promise<WarningProposal[]> {
  const rows = await tx
    .selectFrom('warning')
    .select(['id', 'kind', 'verdict', 'peaks'])
    .where('tenant_id', '=', tenantId)
    .where('verdict', 'in', ['true', 'false'])
    .where('labelled_at', '>', new Date(now.getTime() - countedDays * 86_400_000))
    .orderBy('labelled_at', 'desc')
    .limit(20_000)
    .execute()
  const rulesOf = await rulesInForce(tx, tenantId, now)
  const labelled = Map.groupBy(rows, ({ kind }) => kind)
  return WarningKind.options.flatMap((kind) =>
    proposalsFor(
      kind,
      (labelled.get(kind) ?? []).map(({ id, verdict, peaks }): Labelled => ({ id, isTrue: verdict === 'true', peaks })),
      rulesOf(kind),
    ),
  )
}

/** 采纳建议: a new version of the kind's rules from now, with the threshold as a need. */
export async function acceptProposal(act: Act, { kind, fact, atLeast, reason }: z.infer<typeof WarningProposalAcceptance>) {
  const rules = (await rulesInForce(act.tx, act.actor.tenantId, act.now))(kind)
  return addRules(act, kind, { definition: withNeed(rules, fact, atLeast), reason })
}
