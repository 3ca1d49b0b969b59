import { isOpen } from '../../cases/index.ts'
import { newId } from '../../platform/ids.ts'
import type { PlannedAct } from '../story/planned.ts'
import type { Write } from './acts.ts'
import { keepSaid, readMessage } from './analyses.ts'
import { keepClocks, writeClocks } from './clocks.ts'
import { type Doing, type Draft, keep, record, requireStep, type Told, type Writer } from './draft.ts'

type Noun = Extract<
  PlannedAct['noun'],
  | 'acceptance'
  | 'declination'
  | 'notes'
  | 'messages'
  | 'reveals'
  | 'assignments'
  | 'links'
  | 'merges'
  | 'closure'
  | 'archiving'
  | 'withdrawal'
  | 'reopening'
>

/** Acts of intake and of the case itself. */
export const actsOfCases: { [One in Noun]: Write<One> } = {
  acceptance(writer, draft, doing, { input }) {
    requireStep(draft, 'acceptance', input.category === undefined ? {} : { category: input.category })
    const category = input.category ?? draft.case.category
    const graded = { ...(input.severity && { severity: input.severity }), ...(input.priority && { priority: input.priority }) }
    const told: Told = { kind: 'case.accepted', facts: { category, ...graded }, texts: input.note ? { text: input.note } : {} }
    record(writer, draft, doing, told, {
      status: 'accepted',
      accepted_at: doing.at,
      category,
      category_confirmed: true,
      agent_id: draft.case.agent_id ?? doing.by.userId,
      ...graded,
    })
    beginCycle(writer, draft, doing)
    keepSaid(writer, draft, doing, told, { category, ...graded })
    return told
  },
  declination(writer, draft, doing, { input }) {
    requireStep(draft, 'declination', { customerTold: true })
    const told: Told = { kind: 'case.declined', facts: { customerTold: true }, texts: { reason: input.reason } }
    record(writer, draft, doing, told, { status: 'declined', closed_at: doing.at })
    endRowsOver(draft, doing)
    return told
  },
  notes(writer, draft, doing, { input }) {
    requireStep(draft, 'notes')
    const told: Told = { kind: 'case.noted', texts: { text: input.text } }
    record(writer, draft, doing, told)
    return told
  },
  messages(writer, draft, doing, { input }) {
    requireStep(draft, 'messages')
    const kind = input.direction === 'toCustomer' ? 'case.messageSent' : 'case.messageReceived'
    const told: Told = { kind, texts: { text: input.text } }
    record(writer, draft, doing, told)
    if (kind === 'case.messageReceived') readMessage(writer, draft, doing)
    return told
  },
  reveals(writer, draft, doing, { input }) {
    requireStep(draft, 'reveals')
    const told: Told = { kind: 'case.revealed', facts: { field: input.field }, texts: { reason: input.reason } }
    record(writer, draft, doing, told)
    return told
  },
  assignments(writer, draft, doing, { agent, reason }) {
    const agentId = writer.cast.personId(agent)
    const facts = { agentId, ...(draft.case.agent_id && { fromAgentId: draft.case.agent_id }) }
    const told: Told = { kind: 'case.assigned', facts, texts: { reason } }
    record(writer, draft, doing, told, { agent_id: agentId })
    return told
  },
  links(writer, draft, doing, { kind, to, reason }, family) {
    requireStep(draft, 'links')
    const other = memberOf(family, to)
    const told: Told = { kind: 'case.linked', facts: { link: kind, otherCaseId: other.case.id }, texts: { reason } }
    record(writer, draft, doing, told, kind === 'duplicateOf' ? { duplicate_of: other.case.id } : {})
    link(writer, draft, doing, kind, other)
    return told
  },
  merges(writer, draft, doing, { part: at, reason }, family) {
    const part = memberOf(family, at)
    requireStep(draft, 'merges')
    requireStep(part, 'merges')
    const told: Told = { kind: 'case.merged', facts: { partId: part.case.id }, texts: { reason } }
    record(writer, draft, doing, told)
    const toldPart: Told = { kind: 'case.merged', facts: { intoId: draft.case.id }, texts: { reason } }
    record(writer, part, doing, toldPart, { merged_into: draft.case.id })
    keepClocks(writer, part, doing.at, toldPart)
    link(writer, part, doing, 'mergedInto', draft)
    return told
  },
  closure(writer, draft, doing, { input }, family) {
    requireStep(draft, 'closure', { exemption: input.exemptionReason !== undefined })
    const { status, finding } = draft.case
    const told: Told = {
      kind: 'case.closed',
      facts: { exempted: status !== 'confirmed', ...(finding && { finding }) },
      texts: { ...(input.exemptionReason && { reason: input.exemptionReason }), ...(input.note && { text: input.note }) },
    }
    record(writer, draft, doing, told, { status: 'closed', closed_at: doing.at, suspended_at: null })
    endCycle(draft, doing)
    for (const part of family.values())
      if (part.case.merged_into === draft.case.id && isOpen(part.case.status)) closePart(writer, part, doing, draft)
    return told
  },
  archiving(writer, draft, doing, { input }) {
    requireStep(draft, 'archiving')
    const told: Told = { kind: 'case.archived', texts: input.note ? { text: input.note } : {} }
    record(writer, draft, doing, told, { status: 'archived' })
    return told
  },
  withdrawal(writer, draft, doing, { input }) {
    requireStep(draft, 'withdrawal')
    const told: Told = { kind: 'case.withdrawn', texts: { reason: input.reason } }
    record(writer, draft, doing, told, { status: 'withdrawn', closed_at: doing.at, suspended_at: null })
    endCycle(draft, doing)
    return told
  },
  reopening(writer, draft, doing, { input }) {
    requireStep(draft, 'reopening')
    writeClocks(writer, draft)
    const cycle = draft.case.cycle + 1
    const told: Told = { kind: 'case.reopened', facts: { cycle }, texts: { reason: input.reason } }
    record(writer, draft, doing, told, {
      status: 'handling',
      cycle,
      closed_at: null,
      finding: null,
      review: null,
      root_cause: null,
      remedy_decided: false,
      due_at: null,
      breached_at: null,
      ...(draft.case.unit_id === null && { handler_id: doing.by.userId }),
    })
    beginCycle(writer, draft, doing)
    return told
  },
}

function memberOf(family: Map<number, Draft>, at: number): Draft {
  const draft = family.get(at)
  if (!draft) throw new Error(`the story names case ${at} before it is registered`)
  return draft
}

function beginCycle(writer: Writer, draft: Draft, { at }: Doing) {
  const { id, cycle } = draft.case
  const row = { tenant_id: writer.tenantId, case_id: id, cycle, started_at: at, closed_at: null, process_version_id: writer.process.id }
  draft.cycle = keep(writer, 'case_cycle', row)
}

function endCycle(draft: Draft, doing: Doing) {
  if (draft.cycle) draft.cycle.closed_at = doing.at
  endRowsOver(draft, doing)
}

/** As the reaction to the case's end does. */
function endRowsOver(draft: Draft, { at }: Doing) {
  for (const row of [draft.suspension, ...draft.supervisions]) if (row && row.cycle === draft.case.cycle) row.ended_at ??= at
}

function closePart(writer: Writer, part: Draft, doing: Doing, into: Draft) {
  const told: Told = { kind: 'case.closed', facts: { withCaseId: into.case.id } }
  record(writer, part, doing, told, { status: 'closed', closed_at: doing.at, suspended_at: null })
  keepClocks(writer, part, doing.at, told)
  endCycle(part, doing)
}

function link(
  writer: Writer,
  draft: Draft,
  { by, at }: Doing,
  kind: 'mergedInto' | Extract<PlannedAct, { noun: 'links' }>['kind'],
  other: Draft,
) {
  keep(writer, 'case_link', {
    tenant_id: writer.tenantId,
    id: newId(),
    case_id: draft.case.id,
    kind,
    other_case_id: other.case.id,
    event_no: draft.case.event_no,
    at,
    by_id: by.userId,
    ended_at: null,
  })
}
