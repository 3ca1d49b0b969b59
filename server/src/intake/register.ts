import { type BatchResult, IncomingComplaint, problems, type RegisteredComplaint } from '@zhiwei/contract'
import type { z } from 'zod'
import {
  type Act,
  contentHashOf,
  findByExternalIds,
  type NewCase,
  type Proposal,
  proposalOf,
  registerCases,
  withRepeats,
  wordsOf,
} from '../cases/index.ts'
import { findOrMakeCustomer, findOrMakeCustomers, problemOfComplainant } from '../customers/index.ts'
import { AppError } from '../platform/errors.ts'
import { WithStatus } from '../platform/write-once.ts'
import { type IntakeSources, withProposals } from './proposals.ts'

const farFutureMs = 24 * 3_600_000

/**
 * 登记: one complaint becomes a case; in the same transaction the customer is found or made and a word-for-word repeat is noticed.
 * The same externalId on the same channel again answers 200 with the case that is there, unchanged.
 * `isUnproven`: anybody may have typed it; what a known customer is reached by stays as it is.
 * @throws INPUT_INVALID for a category that does not exist or a time in the future
 */
export async function registerComplaint(
  act: Act,
  complaint: IncomingComplaint,
  sources: IntakeSources,
  { isUnproven = false, ...more }: Partial<NewCase> & { isUnproven?: boolean } = {},
): Promise<RegisteredComplaint | WithStatus> {
  const wrong = await problemOfComplaint(act, complaint, sources)
  if (wrong) throw wrong
  const known = await knownCase(act, complaint)
  if (known) return new WithStatus(200, known)
  const { tx, actor, keys, now } = act
  const readings = await sources.readingsOf(act, [complaint])
  const customer = await findOrMakeCustomer(tx, keys, actor.tenantId, complaint.complainant, now, { isUnproven })
  // Whoever made a token does not work the complaints it sends.
  const agentId = actor.tokenId === null ? actor.userId : null
  const incoming: NewCase = { agentId, ...more, complaint, customerId: customer?.id ?? null, duplicateOf: null }
  const [newCase = incoming] = customer && !customer.isNew ? await withRepeats(act, [incoming]) : [incoming]
  const [proposed = newCase] = withProposals([newCase], readings)
  const [registered] = await registerCases(act, [proposed])
  if (!registered) {
    const meanwhile = await knownCase(act, complaint)
    if (meanwhile) return new WithStatus(200, meanwhile)
    throw new AppError('IN_PROGRESS', '请重试')
  }
  return answerFor(
    { caseId: registered.id, number: registered.number, duplicateOf: newCase.duplicateOf },
    complaint,
    proposed.proposal ?? null,
  )
}

function answerFor(
  stored: { caseId: string; number: string; duplicateOf?: string | null },
  complaint: IncomingComplaint,
  proposal: Proposal | null,
): RegisteredComplaint {
  const category = complaint.category ?? proposal?.category ?? null
  return {
    caseId: stored.caseId,
    number: stored.number,
    status: 'registered',
    classification: classificationOf(category, complaint.category !== undefined, proposal),
    severity: proposal?.severity ?? null,
    stage: proposal?.stage ?? null,
    priority: proposal?.priority ?? 'normal',
    ...(stored.duplicateOf && { duplicateOf: stored.duplicateOf }),
  }
}

/** Nothing named and nothing read: to be classified by hand. */
const classificationOf = (
  category: string | null,
  confirmed: boolean,
  proposal: Pick<Proposal, 'probability' | 'signals'> | null,
): RegisteredComplaint['classification'] =>
  category === null && proposal === null
    ? null
    : { category, probability: proposal?.probability ?? null, confirmed, signals: proposal?.signals ?? [] }

async function knownCase({ tx, actor }: Act, complaint: IncomingComplaint): Promise<RegisteredComplaint | null> {
  const { externalId, channel } = complaint
  if (externalId === undefined) return null
  const [found] = await findByExternalIds(tx, actor.tenantId, [{ channel, externalId }])
  if (!found) return null
  const complaintCase = await tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow()
  const { category, category_confirmed: confirmed } = complaintCase
  return {
    caseId: found.id,
    number: found.number,
    status: complaintCase.status,
    classification: classificationOf(category, confirmed, await proposalOf(tx, actor.tenantId, found.id, category)),
    severity: complaintCase.severity,
    stage: complaintCase.stage,
    priority: complaintCase.priority,
    ...(complaintCase.duplicate_of && { duplicateOf: complaintCase.duplicate_of }),
    ...(!found.content_hash?.equals(contentHashOf(complaint)) && { differs: true }),
  }
}

async function problemOfComplaint({ tx, actor, now }: Act, complaint: IncomingComplaint, sources: IntakeSources): Promise<AppError | null> {
  const { category, receivedAt } = complaint
  if (complaint.text.trim() === '') return invalid('/text', '不能只有空白')
  const unkept = problemOfComplainant(complaint.complainant)
  if (unkept) return invalid(`/complainant/${unkept.field}`, unkept.detail)
  if (category !== undefined && !(await sources.knownCategories(tx, actor.tenantId)).has(category))
    return invalid('/category', '没有这个分类')
  if (receivedAt !== undefined && new Date(receivedAt).getTime() > now.getTime() + farFutureMs)
    return invalid('/receivedAt', '收到时间不能在将来')
  return null
}

const invalid = (pointer: string, detail: string) => new AppError('INPUT_INVALID', detail, { errors: [{ pointer: `#${pointer}`, detail }] })

/** 批量登记: up to 1,000 complaints in order, set-based; one bad row does not stop the others. */
export async function registerComplaints(act: Act, given: unknown[], sources: IntakeSources): Promise<z.infer<typeof BatchResult>> {
  const results = new Array<z.infer<typeof BatchResult>['results'][number]>(given.length)
  const good: { index: number; complaint: IncomingComplaint }[] = []
  for (const [index, raw] of given.entries()) {
    const parsed = IncomingComplaint.safeParse(raw)
    const problem = parsed.success
      ? await problemOfComplaint(act, parsed.data, sources)
      : new AppError('INPUT_INVALID', undefined, {
          errors: parsed.error.issues.slice(0, 10).map((issue) => ({ pointer: `#/${issue.path.join('/')}`, detail: issue.message })),
        })
    if (problem)
      results[index] = {
        index,
        problem: { code: problem.code, title: problems[problem.code].title, detail: problem.detail, errors: problem.facts.errors },
      }
    else if (parsed.success) good.push({ index, complaint: parsed.data })
  }
  const stored = await storeBatch(
    act,
    good.map((row) => row.complaint),
    sources,
  )
  for (const [at, { index }] of good.entries()) {
    const found = stored[at]
    results[index] = found
      ? { index, caseId: found.id, number: found.number }
      : { index, problem: { code: 'IN_PROGRESS', title: problems.IN_PROGRESS.title } }
  }
  return { results }
}

/** Stores checked complaints; a repeated externalId, inside the batch or before it, gives the case that is there. */
async function storeBatch(act: Act, complaints: IncomingComplaint[], sources: IntakeSources) {
  const { tx, actor, keys, now } = act
  const keyOf = ({ channel, externalId }: { channel: string; externalId?: string | undefined }) =>
    externalId === undefined ? null : `${channel}\0${externalId}`
  const withId = complaints.flatMap(({ channel, externalId }) => (externalId === undefined ? [] : [{ channel, externalId }]))
  const known = new Map<string, { id: string; number: string }>()
  const look = async () => {
    for (const row of await findByExternalIds(tx, actor.tenantId, withId))
      known.set(keyOf({ channel: row.channel, externalId: row.external_id }) ?? '', row)
  }
  if (withId.length) await look()
  const seen = new Set(known.keys())
  const fresh = complaints.filter((complaint) => {
    const key = keyOf(complaint)
    if (key === null) return true
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  // Read before the first new customer is stored, for whom other batches wait.
  const readings = await sources.readingsOf(act, fresh)
  const words = fresh.map(wordsOf)
  const customers = await findOrMakeCustomers(
    tx,
    keys,
    actor.tenantId,
    fresh.map((complaint) => complaint.complainant),
    now,
  )
  const cases = await withRepeats(
    act,
    fresh.map((complaint, at) => ({ complaint, words: words[at], customerId: customers[at] ?? null, duplicateOf: null, agentId: null })),
  )
  const registered = await registerCases(act, withProposals(cases, readings))
  const made = new Map(fresh.map((complaint, at) => [complaint, registered[at] ?? null]))
  for (const [complaint, row] of made) {
    const key = keyOf(complaint)
    if (key !== null && row) known.set(key, row)
  }
  if ([...made.values()].includes(null)) await look()
  return complaints.map((complaint) => made.get(complaint) ?? known.get(keyOf(complaint) ?? '') ?? null)
}
