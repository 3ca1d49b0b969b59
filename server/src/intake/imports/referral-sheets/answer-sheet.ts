import type { Finding, ImportField } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../../../audit/index.ts'
import { type Act, textOfComplaint, visibleCases } from '../../../cases/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { tableBytes } from '../../../platform/table-file/index.ts'
import { findImport, offsetMinutesOf } from '../queries.ts'
import type { ImportRun } from '../tables.ts'

const findingWords: Record<Finding, string> = {
  substantiated: '属实',
  partly: '部分属实',
  unsubstantiated: '不属实',
  unverifiable: '无法核实',
}
const shownLength = 1_000

type Answered = {
  number: string
  received_at: Date
  regulator: { authority: string; referenceNo: string; dueAt?: string }
  finding: Finding | null
  complaint: string | null
  answered_at: Date
  cipher: Buffer | null
}

/**
 * 答复表: the answered referrals of one transfer sheet, in its order, under the heads it came with, and with 办理结果, 回复内容 and 办结时间 filled in,
 * so that the authority gets back what it sent.
 * @throws NOT_FOUND; IMPORT_STEP_NOT_ALLOWED for a file that is no transfer sheet, or was undone
 */
export async function answerSheetOf(act: Act, importId: string): Promise<Buffer> {
  const { tx, actor } = act
  const run = await findImport(tx, actor.tenantId, importId)
  if (run.state !== 'committed' || !Object.values(run.mapping).includes('referenceNo'))
    throw new AppError('IMPORT_STEP_NOT_ALLOWED', '只有导入完成的转办单可以导出答复表', { missing: ['referenceNo'] })
  const answered = await answeredOf(act, importId)
  const offsetMinutes = await offsetMinutesOf(tx, actor.tenantId, act.now)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'import.answersExported',
    actorId: actor.userId,
    subjectId: importId,
    facts: { rows: answered.length },
    at: act.now,
  })
  return workbookOf(headsOf(run), answered, { act, offsetMinutes })
}

/** The last answer of each case stands; a case reopened since has one that is being worked on, so it waits. */
async function answeredOf({ tx, actor }: Act, importId: string): Promise<Answered[]> {
  return (await tx
    .selectFrom('import_row as r')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'r.tenant_id').onRef('complaint_case.id', '=', 'r.case_id'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('case_event as e')
          .leftJoin('case_text as t', (join) =>
            join.onRef('t.tenant_id', '=', 'e.tenant_id').onRef('t.case_id', '=', 'e.case_id').onRef('t.event_no', '=', 'e.no'),
          )
          .select(['e.at as answered_at', 't.cipher'])
          .whereRef('e.tenant_id', '=', 'r.tenant_id')
          .whereRef('e.case_id', '=', 'r.case_id')
          .where('e.kind', '=', 'case.answered')
          .orderBy('e.no', 'desc')
          .limit(1)
          .as('a'),
      (join) => join.onTrue(),
    )
    .select([
      'complaint_case.number',
      'complaint_case.received_at',
      'complaint_case.regulator',
      'complaint_case.finding',
      textOfComplaint('complaint_case').as('complaint'),
      'a.answered_at',
      'a.cipher',
    ])
    .where('r.tenant_id', '=', actor.tenantId)
    .where('r.import_id', '=', importId)
    .where('r.outcome', 'in', ['made', 'known'])
    .where('complaint_case.regulator', 'is not', null)
    .where('complaint_case.status', 'in', ['answered', 'confirmed', 'closed', 'archived'])
    .where(sql<boolean>`a.cipher is not null`)
    .where((eb) => visibleCases(actor)(eb as never) as never)
    .orderBy('r.row_no')
    .execute()) as unknown as Answered[]
}

/** The sheet's own heads where it had them. */
function headsOf(run: ImportRun) {
  const head = (field: ImportField, otherwise: string) => {
    const index = Object.entries(run.mapping).find(([, mapped]) => mapped === field)?.[0]
    return run.columns.find((column) => String(column.index) === index)?.name ?? otherwise
  }
  return [
    head('referenceNo', '工单编号'),
    head('authority', '转办单位'),
    head('receivedAt', '来电时间'),
    head('text', '诉求内容'),
    head('dueAt', '办理时限'),
    '办理结果',
    '回复内容',
    '办结时间',
    '企业工单号',
  ]
}

async function workbookOf(heads: string[], rows: Answered[], { act, offsetMinutes }: { act: Act; offsetMinutes: number }): Promise<Buffer> {
  const wall = (at: Date) => new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
  const cellsOf = (row: Answered) => {
    const { text } = JSON.parse(act.keys.decrypt(row.cipher as Buffer)) as { text: string }
    const { authority, referenceNo, dueAt } = row.regulator
    return [
      referenceNo,
      authority,
      wall(row.received_at),
      (row.complaint ?? '').slice(0, shownLength),
      dueAt ? wall(new Date(dueAt)) : '',
      row.finding ? findingWords[row.finding] : '已答复',
      text,
      wall(row.answered_at),
      row.number,
    ]
  }
  const columns = heads.map((title, at) => ({ title, width: at === 3 || at === 6 ? 48 : 20, wraps: true }))
  return tableBytes({ name: '答复', columns, rows: [rows.map(cellsOf)], zone: 'UTC' }, 'xlsx')
}
