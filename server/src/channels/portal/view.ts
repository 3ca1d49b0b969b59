import type { PortalCase, PortalFile, PortalLanguage, PortalMessage, PortalState } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Case } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { shownFile } from '../../platform/files.ts'
import { canNow } from './can.ts'
import { messagesOf, messagesOfMain, stepTimesOf } from './conversation.ts'
import { promiseOf } from './promise.ts'
import { progressOf, wordsIn } from './say.ts'
import { settingOf } from './settings.ts'
import type { PortalSources } from './sources.ts'

export type Seen = { tx: Tx; keys: Keys; tenantId: string; now: Date }

/** @throws CASE_NOT_FOUND once it was erased */
export async function readCase({ tx, tenantId }: Pick<Seen, 'tx' | 'tenantId'>, caseId: string): Promise<Case> {
  const complaintCase = await tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', caseId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!complaintCase) throw new AppError('CASE_NOT_FOUND', '请检查编号')
  return complaintCase
}

/** 状态 as customers know it: what the house does between acceptance and answer is one step. */
export function portalStateOf({ status, suspended_at }: Pick<Case, 'status' | 'suspended_at'>): PortalState {
  if (status === 'archived') return 'closed'
  if (status === 'registered') return 'received'
  if (status === 'accepted' || status === 'dispatched' || status === 'handling' || status === 'returned')
    return suspended_at ? 'waiting' : 'handling'
  return status
}

/** 工单 as its customer sees it: plain words, the next promised time, their own words and what was said to them; nothing internal. */
export async function portalCase(seen: Seen, caseId: string, language: PortalLanguage, sources: PortalSources): Promise<PortalCase> {
  const { tx, tenantId, now } = seen
  const complaintCase = await readCase(seen, caseId)
  const setting = await settingOf(tx, tenantId)
  const zone = await tenantZone(tx, tenantId)
  const of = { caseId, cycle: complaintCase.cycle }
  const promise = await promiseOf(tx, complaintCase, setting, now, sources)
  const names = await whoHas(tx, complaintCase)
  const person = setting.shows_person ? names.person : null
  const appeal = await sources.appealOf(tx, tenantId, of)
  const rating = await sources.ratingOf(tx, tenantId, of, now)
  const own = await messagesOf(seen, caseId)
  const ofMain = await messagesOfMain(seen, complaintCase)
  const messages = [...own, ...ofMain].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const state = portalStateOf(complaintCase)
  const told = {
    state,
    who: [names.unit, person].filter(Boolean).join(' ') || null,
    promise,
    rests: complaintCase.suspended_at ? await restOf(tx, complaintCase) : null,
    merged: complaintCase.merged_into === null ? null : ofMain.some(isAnswer) ? ('answered' as const) : ('open' as const),
    appealOpen: appeal?.isOpen ?? false,
  }
  const answer = messages.findLast(isAnswer)
  return {
    number: complaintCase.number,
    subject: complaintCase.subject,
    receivedAt: complaintCase.received_at.toISOString(),
    state,
    says: progressOf(told, now, zone, language),
    steps: await stepsOf(tx, complaintCase, language),
    promise: promise && {
      what: promise.what,
      dueAt: promise.dueAt?.toISOString() ?? null,
      late: promise.lateSince !== null,
      lateSince: promise.lateSince?.toISOString() ?? null,
    },
    unit: names.unit,
    person,
    messages,
    files: await filesOf(tx, tenantId, caseId),
    answer: answer ? { text: answer.text, at: answer.at } : null,
    rating: rating.state === 'given' && rating.at ? { at: rating.at.toISOString() } : null,
    appeal: appeal && { at: appeal.at.toISOString(), state: appeal.isOpen ? 'open' : 'decided' },
    can: canNow(
      complaintCase,
      { remindedAt: lastReminder(own), reminderHours: setting.reminder_hours, rating, appealed: appeal !== null },
      now,
    ),
  }
}

const isAnswer = ({ kind }: PortalMessage) => kind === 'answer'
const lastReminder = (messages: PortalMessage[]) => messages.findLast(({ kind }) => kind === 'reminder')?.at ?? null

async function whoHas(tx: Tx, complaintCase: Case): Promise<{ unit: string | null; person: string | null }> {
  const { rows } = await sql<{ unit: string | null; person: string | null }>`select
    (select name from unit where tenant_id = ${complaintCase.tenant_id} and id = ${complaintCase.unit_id}) as unit,
    (select name from user_account where tenant_id = ${complaintCase.tenant_id} and id = ${complaintCase.handler_id ?? complaintCase.agent_id}) as person`.execute(
    tx,
  )
  return rows[0] ?? { unit: null, person: null }
}

async function restOf(tx: Tx, { tenant_id: tenantId, id }: Case): Promise<{ cause: string; until: Date | null }> {
  const row = await tx
    .selectFrom('suspension as s')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.tenant_id', '=', 's.tenant_id').onRef('e.case_id', '=', 's.case_id').onRef('e.no', '=', 's.event_no'),
    )
    .select(['s.expected_end_at', 'e.facts'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.case_id', '=', id)
    .where('s.ended_at', 'is', null)
    .executeTakeFirst()
  return { cause: typeof row?.facts.cause === 'string' ? row.facts.cause : 'other', until: row?.expected_end_at ?? null }
}

const way = ['received', 'handling', 'answered', 'closed'] as const

/** The four steps customers see; declined and withdrawn cases end where they stood. */
async function stepsOf(tx: Tx, complaintCase: Case, language: PortalLanguage): Promise<PortalCase['steps']> {
  const times = await stepTimesOf(tx, complaintCase)
  const state = portalStateOf(complaintCase)
  const ended = state === 'declined' || state === 'withdrawn'
  const at = { received: 0, handling: 1, waiting: 1, answered: 2, confirmed: 2, closed: 3, declined: 3, withdrawn: 3 }[state]
  const t = wordsIn(language).steps
  return way.map((step, index) => ({
    step,
    words: t[step],
    state: index < at || state === 'closed' ? ('done' as const) : index === at && !ended ? ('now' as const) : ('next' as const),
    at: times[step]?.toISOString() ?? null,
  }))
}

async function filesOf(tx: Tx, tenantId: string, caseId: string): Promise<PortalFile[]> {
  const rows = await tx
    .selectFrom('portal_file as p')
    .innerJoin('stored_file as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.id', '=', 'p.file_id'))
    .select(['f.id', 'f.name', 'f.content_type', 'f.size_bytes', 'p.at', 'p.from_customer'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.case_id', '=', caseId)
    .orderBy('p.at')
    .execute()
  return rows.map((row) => ({ ...shownFile(row), from: row.from_customer ? ('customer' as const) : ('company' as const) }))
}
