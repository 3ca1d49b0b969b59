import type { OnCallShiftInput } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import { findUnits } from '../../identity/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { RowOfFile } from '../../platform/uploaded-rows.ts'
import { addShifts } from './shifts.ts'

type ShiftInput = z.infer<typeof OnCallShiftInput>
type Column = 'unit' | 'level' | 'person' | 'weekday' | 'from' | 'to' | 'validFrom' | 'validTo'

/** The first line of the file names the columns, in Chinese or English, in any order. */
const headers: Record<Column, RegExp> = {
  unit: /^(部门|单位|unit)$/i,
  level: /^(级别|层级|level)$/i,
  person: /^(人员|姓名|用户名|账号|person|username)$/i,
  weekday: /^(星期|周|weekday)$/i,
  from: /^(开始|开始时间|from)$/i,
  to: /^(结束|结束时间|to)$/i,
  validFrom: /^(生效日期|valid ?from)$/i,
  validTo: /^(失效日期|valid ?to)$/i,
}

/**
 * 导入值班表: all rows of a file, or none.
 * @throws FILE_UNREADABLE, INPUT_INVALID with what is wrong in which row
 */
export async function importShifts(act: Act, [head, ...lines]: RowOfFile[]): Promise<{ added: number }> {
  const columns = new Map<Column, number>()
  for (const [column, pattern] of Object.entries(headers) as [Column, RegExp][]) {
    const at = head?.cells.findIndex((cell) => pattern.test(cell.trim())) ?? -1
    if (at >= 0) columns.set(column, at)
  }
  const missing = (['level', 'person', 'from', 'to'] as const).filter((column) => !columns.has(column))
  if (missing.length > 0)
    throw new AppError('FILE_UNREADABLE', '第一行要有这些列：级别、人员、开始、结束（可另有部门、星期、生效日期、失效日期）')

  const units = await findUnits(act.tx, act.actor.tenantId)
  const people = await act.tx
    .selectFrom('user_account')
    .select(['id', 'name', 'username'])
    .where('tenant_id', '=', act.actor.tenantId)
    .where('active', '=', true)
    .execute()
  const inputs: ShiftInput[] = []
  const errors: { pointer: string; detail: string }[] = []
  for (const { row, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (column: Column) => (cells[columns.get(column) ?? -1] ?? '').normalize('NFKC').trim()
    const wrong = (detail: string) => errors.push({ pointer: `#/rows/${row}`, detail: `第 ${row} 行：${detail}` })
    const unitName = cell('unit')
    const unit = units.find((one) => one.active && (one.name.normalize('NFKC') === unitName || one.code === unitName))
    const named = people.filter((one) => one.name === cell('person') || one.username === cell('person'))
    const level = Number(cell('level').replace(/级$/, ''))
    const weekday = weekdayOf(cell('weekday'))
    const [from, to] = [minuteOf(cell('from')), minuteOf(cell('to'))]
    const [validFrom, validTo] = [dateOf(cell('validFrom')), dateOf(cell('validTo'))]
    if (unitName !== '' && !unit) wrong(`没有部门“${unitName}”`)
    else if (named.length !== 1) wrong(named.length === 0 ? `没有人员“${cell('person')}”` : `有多位“${cell('person')}”，请填用户名`)
    else if (!Number.isInteger(level) || level < 1 || level > 4) wrong('级别须是 1–4')
    else if (weekday === undefined) wrong('星期须是 1–7、周一…周日，或留空表示每天')
    else if (from === undefined || to === undefined) wrong('时间须像 08:30')
    else if (validFrom === undefined || validTo === undefined) wrong('日期须像 2026-11-02')
    else if (validFrom && validTo && validTo < validFrom) wrong('失效日期早于生效日期')
    else
      inputs.push({
        unitId: unit?.id ?? null,
        level,
        userId: named[0]?.id ?? '',
        weekday,
        fromMinute: from,
        toMinute: to,
        validFrom,
        validTo,
      })
  }
  if (errors.length > 0) throw new AppError('INPUT_INVALID', `${errors.length} 行有误，没有导入任何内容`, { errors: errors.slice(0, 50) })
  await addShifts(act, inputs)
  return { added: inputs.length }
}

const weekdayWords = ['一', '二', '三', '四', '五', '六', '日']

/** Undefined: not readable; null: every day. */
function weekdayOf(cell: string): number | null | undefined {
  if (cell === '' || cell === '每天') return null
  const word = cell.replace(/^(周|星期)/, '').replace('天', '日')
  const number = weekdayWords.indexOf(word) + 1 || Number(word)
  return Number.isInteger(number) && number >= 1 && number <= 7 ? number : undefined
}

/** A time of day lies on a sheet as a moment of the last days of 1899. */
function minuteOf(cell: string): number | undefined {
  const [, hour, minute] = /^(?:1899-12-3\d )?(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(cell) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  if (hour === undefined || Number(minute) > 59 || minutes > 1_440) return undefined
  return minutes % 1_440
}

function dateOf(cell: string): string | null | undefined {
  if (cell === '') return null
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?$/.exec(cell) ?? []
  if (!year || !month || !day) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date) ? date : undefined
}
