import type { ImportField, IncomingComplaint } from '@zhiwei/contract'
import type { RowContext, Say } from '../rows.ts'
import { readDueDate } from './due-date.ts'
import { authorityOf } from './recognise.ts'

type Cells = { cellOf: (field: ImportField) => string; short: (field: ImportField) => string; say: Say }

/** 监管转办: who referred it, its number there and until when an answer is owed. */
export function referralOf(
  { cellOf, short, say }: Cells,
  receivedAt: Date | null,
  { mapping, offsetMinutes, dayFirst, referral = null }: RowContext,
): IncomingComplaint['regulator'] | undefined {
  if (!Object.values(mapping).includes('referenceNo')) return undefined
  const referenceNo = short('referenceNo')
  if (referenceNo === '') {
    say('referenceNo', '', '没有转办编号，按普通投诉导入')
    return undefined
  }
  const due = cellOf('dueAt')
  const { at, ...why } = due === '' ? { at: null } : readDueDate(due, receivedAt, offsetMinutes, dayFirst?.has('dueAt'))
  if (due !== '' && !at)
    say(
      'dueAt',
      due,
      'isWorkingDays' in why && why.isWorkingDays ? '工作日的时限由时限规则计算，不按这一格' : '办理时限读不懂，请在工单里补上',
    )
  return { authority: authorityOf(referral, short('authority')), referenceNo, ...(at && { dueAt: at.toISOString() }) }
}
