import type { StageAdvice } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Case, type FeedEvent, isOpen } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'

/** Given by the resolution module: what this person may still grant on the case (授权额度), in fen. */
export type LimitOf = (tx: Tx, tenantId: string, userId: string, complaintCase: Case, at: Date) => Promise<number | null>

/** 现在做什么, by the stage: which step of LSCIA, what, and within how long. Source: rules of the five stages, docs/rules/stages.md */
const adviceByStage: Record<number, Omit<StageAdvice, 'stage' | 'limitFen'>> = {
  1: { step: 'clarify', act: 'solveNow', withinMinutes: null },
  2: { step: 'illustrate', act: 'explain', withinMinutes: 1_440 },
  3: { step: 'listen', act: 'comfort', withinMinutes: 240 },
  4: { step: 'share', act: 'supervisorNow', withinMinutes: 60 },
  5: { step: 'share', act: 'crisisTeam', withinMinutes: 30 },
}

export async function adviceFor(tx: Tx, complaintCase: Case, limitOf: LimitOf, now: Date): Promise<StageAdvice> {
  const stage = complaintCase.stage ?? 1
  const userId = complaintCase.handler_id ?? complaintCase.agent_id
  const limitFen = userId === null ? null : await limitOf(tx, complaintCase.tenant_id, userId, complaintCase, now)
  return { stage, ...(adviceByStage[stage] ?? { step: 'listen', act: 'solveNow', withinMinutes: null }), limitFen }
}

const hourMs = 3_600_000

/** 阶段升高: a case that moved up is told of with what to do now; a reader of the feed, safe to run twice. What a person set is told from 4 on. */
export const tellRisenStages = (limitOf: LimitOf) => async (deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) => {
  const risen = new Map<string, { from: number; to: number }>()
  for (const { caseId, kind, facts, actorId } of events) {
    const { from, to } = kind === 'case.stageChanged' ? facts : stagesOf(facts)
    if (typeof to !== 'number' || to <= Number(from ?? 1) || (actorId !== null && to < 4)) continue
    risen.set(caseId, { from: risen.get(caseId)?.from ?? Number(from ?? 1), to })
  }
  if (risen.size === 0) return
  const now = deps.clock()
  const ids = [...risen.keys()]
  const cases = await tx.selectFrom('complaint_case').selectAll().where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
  const messages = await messagesOf(tx, tenantId, ids)
  const raises: Raise[] = []
  for (const complaintCase of cases) {
    const { id, status, number, subject, origin } = complaintCase
    const change = risen.get(id)
    if (!change || !isOpen(status) || origin !== 'live' || complaintCase.merged_into !== null) continue
    const { step, act, withinMinutes, limitFen } = await adviceFor(tx, complaintCase, limitOf, now)
    raises.push({
      kind: 'stage',
      key: id,
      subject: `${number} ${subject}`,
      facts: {
        stage: complaintCase.stage ?? change.to,
        fromStage: change.from,
        messages: messages.get(id) ?? 0,
        hoursOpen: Math.round((now.getTime() - complaintCase.received_at.getTime()) / hourMs),
        step,
        act,
        ...(withinMinutes !== null && { withinMinutes }),
        ...(limitFen !== null && { limitFen }),
      },
      caseIds: [id],
      unitId: complaintCase.unit_id,
      firstSeenAt: complaintCase.received_at,
    })
  }
  await raiseWarnings(tx, tenantId, raises, now)
}

function stagesOf(facts: Record<string, unknown>): { from?: unknown; to?: unknown } {
  const of = (value: unknown) => (typeof value === 'object' && value !== null && 'stage' in value ? value.stage : undefined)
  return { from: of(facts.from), to: of(facts.to) }
}

async function messagesOf(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ case_id: string; count: number }>`
    select case_id, count(*)::int as count from case_event
    where tenant_id = ${tenantId} and case_id = any(${ids}::uuid[]) and kind = 'case.messageReceived' group by case_id`.execute(tx)
  return new Map(rows.map((row) => [row.case_id, row.count]))
}
