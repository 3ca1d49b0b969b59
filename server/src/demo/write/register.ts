import type { IncomingComplaint } from '@zhiwei/contract'
import { isSameMatter } from '@zhiwei/text'
import { type Case, registeredRowOf, type StoredAnalysis } from '../../cases/index.ts'
import { proposalOf } from '../../classification/index.ts'
import { newId } from '../../platform/ids.ts'
import { type Doing, type Draft, keep, type Writer } from './draft.ts'

const repeatMs = 30 * 86_400_000

/** 登记: the case of a complaint with its first event. @param family cases of the same story written before */
export function register(writer: Writer, complaint: IncomingComplaint, { by, at }: Doing, family: Draft[]): Draft {
  const { tenantId, keys, customerIds, speaker } = writer
  const customerId = (complaint.complainant.phone && customerIds.get(complaint.complainant.phone)) || null
  const proposalFor = (duplicateOf: string | null) => proposalOf(speaker, { complaint, repeats: duplicateOf !== null }, at)
  const row = (duplicateOf: string | null) =>
    registeredRowOf(
      { actor: by, now: at, keys },
      { complaint, customerId, duplicateOf, agentId: by.userId, proposal: proposalFor(duplicateOf) },
    )
  const first = row(null)
  const isSame = ({ case: { customer_id, text_hash, received_at }, words }: Draft) =>
    customer_id === customerId &&
    received_at.getTime() >= at.getTime() - repeatMs &&
    (text_hash?.equals(first.textHash) || isSameMatter(first.words, words))
  const same = customerId === null ? undefined : family.findLast(isSame)
  const registered = same ? row(same.case.id) : first
  const complaintCase: Case = {
    tenant_id: tenantId,
    id: registered.id,
    number: registered.number,
    status: registered.status,
    cycle: 1,
    origin: registered.origin,
    channel: registered.channel,
    external_id: registered.externalId,
    content_hash: registered.contentHash,
    text_hash: registered.textHash,
    import_id: registered.importId,
    received_at: registered.receivedAt,
    registered_at: at,
    accepted_at: null,
    closed_at: registered.closedAt,
    updated_at: at,
    subject: registered.subject,
    excerpt: registered.excerpt,
    category: registered.category,
    category_confirmed: registered.categoryConfirmed,
    severity: registered.severity,
    stage: registered.stage,
    priority: registered.priority,
    emotion: registered.emotion,
    signal_bits: registered.signalBits,
    finding: null,
    product: registered.product,
    node: registered.node,
    region: registered.region,
    amount_fen: registered.amountFen,
    remedy_sought: registered.remedySought,
    regulator: (complaint.regulator as Case['regulator']) ?? null,
    complainant_kind: registered.complainantKind,
    customer_id: registered.customerId,
    agent_id: registered.agentId,
    unit_id: null,
    handler_id: null,
    process_version_id: null,
    due_at: null,
    suspended_at: null,
    breached_at: null,
    escalation_level: 0,
    duplicate_of: registered.duplicateOf,
    merged_into: null,
    send_backs: 0,
    transfers: 0,
    reworks: 0,
    reminders: 0,
    open_tasks: 0,
    disputed: false,
    bound_unit_id: null,
    review: null,
    remedy_decided: false,
    awaiting_approvals: 0,
    thanks_awaiting: false,
    root_cause: null,
    erased_at: null,
    event_no: 1,
    event_hash: registered.hash,
    version: 1,
  }
  writer.events.push({
    tenant_id: tenantId,
    case_id: registered.id,
    no: 1,
    kind: 'complaint.received',
    cycle: 1,
    at,
    actor_id: by.userId,
    facts: registered.facts,
    text_digest: registered.digest,
    hash: registered.hash,
    seq: null,
    seal: null,
  })
  const { masked, cipher, salt } = registered
  keep(writer, 'case_text', { tenant_id: tenantId, case_id: registered.id, event_no: 1, masked, cipher, salt, erased_at: null })
  for (const band of registered.words.bands) keep(writer, 'case_band', { tenant_id: tenantId, band, case_id: registered.id })
  const { analysis, modelId } = registered
  if (analysis)
    keep(writer, 'case_analysis', { tenant_id: tenantId, case_id: registered.id, event_no: 1, at, model_id: modelId, result: analysis })
  if (registered.duplicateOf)
    keep(writer, 'case_link', {
      tenant_id: tenantId,
      id: newId(),
      case_id: registered.id,
      kind: 'duplicateOf',
      other_case_id: registered.duplicateOf,
      event_no: 1,
      at,
      by_id: by.userId,
      ended_at: null,
    })
  const read = analysis === null ? null : (JSON.parse(analysis) as StoredAnalysis)
  return {
    case: complaintCase,
    texts: [registered.searchable],
    words: registered.words,
    said: [{ no: 1, turn: { by: 'customer', text: complaint.text, at: at.toISOString() } }],
    analysis: read,
    signals: (read?.signals ?? []).map(({ kind }) => kind),
    setByPeople: new Set(),
    clockEvents: [],
    clocks: [],
    clockIds: new Map(),
    cycle: null,
    dispatch: null,
    tasks: [],
    taskTimers: [],
    warnedTasks: new Set(),
    dispute: null,
    unitReturn: null,
    remedy: null,
    approval: null,
    grantedFen: 0,
    suspension: null,
    supervisions: [],
  }
}
