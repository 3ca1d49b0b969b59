import type { MailDetail, MailList, MailState, MailRow as ShownMail } from '@zhiwei/contract'
import { cleanText, maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import { type Act, personNamed, visibleCases } from '../../../cases/index.ts'
import { mayReveal } from '../../../customers/index.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Actor } from '../../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../../platform/keyset.ts'
import { findAccount } from '../../accounts/accounts.ts'
import { authenticationOf } from '../judge/authentication.ts'
import { attachmentsOf } from '../process/attachments.ts'
import { mailOf } from '../process/process-mail.ts'
import { wordsOfMail } from '../read/new-words.ts'
import type { EmailSettings } from '../settings.ts'
import '../tables.ts'

type Filter = { state?: MailState[] | undefined; limit: number; cursor?: string | undefined }

const matching = (tx: Tx, tenantId: string, state: MailState[] | undefined) =>
  tx
    .selectFrom('incoming_mail as m')
    .where('m.tenant_id', '=', tenantId)
    .$if(Boolean(state?.length), (query) => query.where('m.state', 'in', state ?? []))

const shownColumns = (tx: Tx, tenantId: string, state?: MailState[]) =>
  matching(tx, tenantId, state)
    .innerJoin('channel_account as a', (join) => join.onRef('a.tenant_id', '=', 'm.tenant_id').onRef('a.id', '=', 'm.account_id'))
    .selectAll('m')
    .select('a.name as account')
    .select(personNamed('m', 'decided_by').as('by'))

/** Of a case the person may not see, nothing is said. */
async function casesOf(tx: Tx, actor: Actor, ids: (string | null)[]) {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map<string, { id: string; number: string }>()
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', 'in', wanted)
    .where((eb) => visibleCases(actor)(eb))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

type Shown = Awaited<ReturnType<ReturnType<typeof shownColumns>['executeTakeFirstOrThrow']>>

const shownMail = (row: Shown, cases: Map<string, { id: string; number: string }>): ShownMail => ({
  id: row.id,
  account: row.account,
  receivedAt: row.received_at.toISOString(),
  at: row.stored_at.toISOString(),
  sender: row.sender_masked,
  subject: row.subject_masked,
  sizeBytes: row.size_bytes,
  files: row.file_count,
  state: row.state,
  reason: row.reason,
  case: (row.case_id && cases.get(row.case_id)) || null,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.by,
  decisionReason: row.decision_reason,
})

/** 来信: newest first; how many wait for somebody stands beside it. */
export async function listMails(tx: Tx, actor: Actor, { state, ...page }: Filter): Promise<MailList> {
  const { tenantId } = actor
  const rows = await tx
    .selectFrom(shownColumns(tx, tenantId, state).select('m.stored_at as at').as('r'))
    .selectAll('r')
    .$call(newestFirst('r', page))
    .execute()
  const { page: found, nextCursor } = pageOfNewest(rows, page.limit)
  const counted = await tx
    .selectFrom(
      matching(tx, tenantId, state)
        .select('m.id')
        .limit(countCap + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const cases = await casesOf(
    tx,
    actor,
    found.map(({ case_id }) => case_id),
  )
  return {
    rows: found.map((row) => shownMail(row, cases)),
    nextCursor,
    total: cappedTotal(counted.count),
    waiting: await waitingFor(tx, tenantId),
  }
}

async function waitingFor(tx: Tx, tenantId: string) {
  const { rows } = await sql<{ quarantined: number; failed: number }>`
    select count(*) filter (where state = 'quarantined') as quarantined, count(*) filter (where state = 'failed') as failed
    from incoming_mail where tenant_id = ${tenantId} and state in ('quarantined', 'failed')`.execute(tx)
  return { quarantined: Number(rows[0]?.quarantined ?? 0), failed: Number(rows[0]?.failed ?? 0) }
}

/** One mail with its words, masked; read anew from its raw form. @throws NOT_FOUND */
export async function mailDetail({ tx, keys, actor }: Omit<Act, 'now'>, deps: Deps, id: string): Promise<MailDetail> {
  const { tenantId } = actor
  const row = await shownColumns(tx, tenantId).where('m.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这封来信')
  // Its head is kept once it could be read: what killed whoever read it is not read again for a page.
  const mail = row.head_cipher ? await mailOf(deps, row).catch(() => null) : null
  const account = await findAccount<EmailSettings>(tx, keys, tenantId, 'email', row.account_id)
  const ofThread = row.thread && (await caseOfThread(tx, tenantId, row.thread))
  const cases = await casesOf(tx, actor, [row.case_id, ofThread || null])
  const words = mail && wordsOfMail(mail.text)
  const isOpen = row.state !== 'received' && row.state !== 'processed' && row.state !== 'deleted'
  return {
    ...shownMail(row, cases),
    text: words && shownText(words.fresh),
    quoted: words?.quoted ? shownText(words.quoted) : null,
    fileNames: mail ? attachmentsOf(mail).map(({ name }) => maskPersonalData(cleanText(name)).masked.slice(0, 150)) : [],
    authentication: mail && authenticationOf(mail, account?.settings.trustedAuthServer ?? ''),
    threadCase: (ofThread && cases.get(ofThread)) || null,
    can: {
      release: isOpen && mail !== null,
      file: isOpen && mail !== null,
      remove: isOpen,
      retry: row.state === 'failed' && row.reason !== 'tooLarge',
      openRaw: row.storage_name !== null && (await mayReveal(tx, actor)),
    },
  }
}

const shownText = (text: string) => maskPersonalData(text.slice(0, 20_000)).masked

async function caseOfThread(tx: Tx, tenantId: string, thread: string): Promise<string | null> {
  const row = await tx
    .selectFrom('incoming_mail')
    .select('case_id')
    .where('tenant_id', '=', tenantId)
    .where('thread', '=', thread)
    .where('case_id', 'is not', null)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.case_id ?? null
}
