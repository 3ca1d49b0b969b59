import { Priority, type PriorityPreview, type PriorityScheme } from '@zhiwei/contract'
import type { Act } from '../cases/index.ts'
import { priorityOf } from './priority.ts'
import { schemeInForce } from './priority-schemes.ts'
import { factsAtTheDoor } from './propose.ts'

const looked = 100

/** 试算: what a scheme would have proposed for the last 100 complaints that were read, beside what the present one proposes. Changes nothing. */
export async function previewScheme({ tx, actor, now }: Act, definition: PriorityScheme): Promise<PriorityPreview> {
  const present = await schemeInForce(tx, actor.tenantId, now)
  const rows = await lastRead({ tx, actor })
  const weighed = rows.map(({ id, number, subject, result, channel, regulator, duplicate_of }) => {
    const signals = [...new Set(result.signals.map(({ kind }) => kind))]
    const facts = factsAtTheDoor(result, signals, regulator !== null || channel === 'regulator', duplicate_of !== null)
    const after = priorityOf(facts, definition)
    const sum = after.reasons.reduce((total, { points }) => total + points, 0)
    return { caseId: id, number, subject, before: priorityOf(facts, present).proposed, after: after.proposed, sum }
  })
  const counts = Priority.options.toReversed().map((priority) => ({
    priority,
    before: weighed.filter(({ before }) => before === priority).length,
    after: weighed.filter(({ after }) => after === priority).length,
  }))
  return { looked: weighed.length, counts, changed: weighed.filter(({ before, after }) => before !== after) }
}

const lastRead = ({ tx, actor }: Pick<Act, 'tx' | 'actor'>) =>
  tx
    .selectFrom('complaint_case as c')
    .innerJoin('case_analysis as a', (join) =>
      join.onRef('a.tenant_id', '=', 'c.tenant_id').onRef('a.case_id', '=', 'c.id').on('a.event_no', '=', 1),
    )
    .select(['c.id', 'c.number', 'c.subject', 'c.channel', 'c.regulator', 'c.duplicate_of', 'a.result'])
    .where('c.tenant_id', '=', actor.tenantId)
    .where('c.erased_at', 'is', null)
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(looked)
    .execute()
