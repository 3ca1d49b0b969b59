import type {
  PeriodicReportDetail,
  PeriodicReportKind,
  PeriodicReportList,
  PeriodicReportQuery,
  PeriodicReportRow,
  ReportLanguage,
} from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { personNamesOf } from '../identity/index.ts'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'
import { contentOf, type Written } from './content/content.ts'
import { daysOfReport } from './days.ts'
import type { ReportFacts } from './facts/types.ts'
import './tables.ts'

const mailCounts = sql<PeriodicReportRow['mails']>`(
  select jsonb_build_object('sent', count(*) filter (where m.state = 'sent'), 'waiting', count(*) filter (where m.state = 'waiting'),
    'failed', count(*) filter (where m.state = 'failed'))
  from report_mail m where m.tenant_id = periodic_report.tenant_id and m.report_id = periodic_report.id)`.as('mails')

const liveRows = (tx: Tx, tenantId: string) =>
  tx.selectFrom('periodic_report').where('tenant_id', '=', tenantId).where('deleted_at', 'is', null)

const shownColumns = ['id', 'kind', 'language', 'state', 'progress', 'asked_at', 'asked_by', 'made_at', 'template'] as const
type Shown = {
  id: string
  kind: PeriodicReportKind
  language: ReportLanguage
  state: PeriodicReportRow['state']
  progress: number
  asked_at: Date
  asked_by: string | null
  made_at: Date | null
  template: { title: { zh: string; en: string } }
  from: string
  to: string
  mails: PeriodicReportRow['mails']
}

const shown = (row: Shown, names: Map<string, string>): PeriodicReportRow => ({
  id: row.id,
  kind: row.kind,
  title: row.language === 'zh-CN' ? row.template.title.zh : row.template.title.en || row.template.title.zh,
  fromDay: row.from,
  toDay: row.to,
  language: row.language,
  state: row.state,
  progress: row.progress,
  askedAt: row.asked_at.toISOString(),
  askedBy: row.asked_by === null ? null : { id: row.asked_by, name: names.get(row.asked_by) ?? '' },
  madeAt: row.made_at?.toISOString() ?? null,
  mails: row.mails,
})

/** 报告清单, the newest first. @throws CURSOR_INVALID */
export async function listReports(
  tx: Tx,
  { tenantId }: Actor,
  { kind, limit, cursor }: z.infer<typeof PeriodicReportQuery>,
): Promise<PeriodicReportList> {
  let wanted = liveRows(tx, tenantId)
  if (kind) wanted = wanted.where('kind', '=', kind)
  const { count } = await tx
    .selectFrom(
      wanted
        .select('id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const after = cursor === undefined ? null : decodeCursor(cursor, 2)
  if (after) wanted = wanted.where(sql<boolean>`(asked_at, id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`)
  const rows = await wanted
    .select([...shownColumns])
    .select([...daysOfReport, mailCounts])
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, limit, (row) => [row.asked_at.toISOString(), row.id])
  const names = await personNamesOf(
    tx,
    tenantId,
    page.map(({ asked_by }) => asked_by),
  )
  return { rows: page.map((row) => shown(row, names)), nextCursor, total: cappedTotal(count) }
}

/** What a report is written from, and what it says. @throws NOT_FOUND */
export async function readReport(tx: Tx, tenantId: string, id: string) {
  const row = await liveRows(tx, tenantId)
    .where('id', '=', id)
    .select([...shownColumns, 'zone', 'sequence', 'template_version', 'facts'])
    .select([...daysOfReport, mailCounts])
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这份报告，或已经删除')
  const { facts, zone, template, template_version: templateVersion, kind, language } = row
  const written = facts && { kind, language, zone, template, templateVersion, facts: facts satisfies ReportFacts }
  return { ...row, written: written as Written | null, content: written ? contentOf(written) : null }
}
export type ReadReport = Awaited<ReturnType<typeof readReport>>

/** 一份报告 with what was mailed of it. @throws NOT_FOUND */
export async function findReport(tx: Tx, keys: Keys, actor: Actor, id: string): Promise<PeriodicReportDetail> {
  const { tenantId } = actor
  const row = await readReport(tx, tenantId, id)
  const mails = await tx
    .selectFrom('report_mail')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .limit(500)
    .execute()
  const names = await personNamesOf(tx, tenantId, [row.asked_by, ...mails.map(({ user_id }) => user_id)])
  return {
    ...shown(row, names),
    content: row.content,
    zone: row.zone,
    sequence: row.sequence,
    templateVersion: row.template_version,
    mailLog: mails.map((mail) => ({
      id: mail.id,
      to: mail.user_id ? (names.get(mail.user_id) ?? '') : maskedAddress(mail.address_cipher ? keys.decrypt(mail.address_cipher) : ''),
      state: mail.state,
      tries: mail.tries,
      error: mail.error,
      at: mail.at.toISOString(),
      sentAt: mail.sent_at?.toISOString() ?? null,
    })),
    can: { manage: actor.permissions.has('reports:manage') },
  }
}

/** `w***@example.com` */
const maskedAddress = (address: string) => address.replace(/^(.).*(@.*)$/, '$1***$2')
