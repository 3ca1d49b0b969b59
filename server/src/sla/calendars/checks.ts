import { type WeekdayCode, type WeekHours, weekdayCodes } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Slot } from '../calendar/index.ts'
import { calendarBook, turnPage } from './book.ts'

const dayNames: Record<WeekdayCode, string> = { mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日' }

/** @throws INPUT_INVALID at `#/zone` */
export function requireZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw invalidInput('#/zone', `没有时区 ${zone}，请从列表中选择`)
  }
}

/** Every weekday is worked or belongs to the weekend; slots stand one after the other. @throws INPUT_INVALID */
export function requireWeek(hours: WeekHours, weekend: readonly WeekdayCode[]) {
  for (const day of weekdayCodes) {
    requireSlots(hours[day], `#/hours/${day}`, dayNames[day])
    if (hours[day].length === 0 && !weekend.includes(day))
      throw invalidInput(`#/hours/${day}`, `${dayNames[day]}没有上班时段，也没有列为休息日，请二选一`)
  }
}

/** @throws INPUT_INVALID at `pointer` */
export function requireSlots(slots: readonly Slot[], pointer: string, name: string) {
  const inOrder = [...slots].sort(([a], [b]) => (a < b ? -1 : 1))
  inOrder.forEach(([from, to], at) => {
    if (from >= to) throw invalidInput(pointer, `${name} ${from}–${to} 的结束不晚于开始；夜班请分两段，到 24:00 和从 00:00`)
    if (at > 0 && from < (inOrder[at - 1]?.[1] ?? '')) throw invalidInput(pointer, `${name}的上班时段重叠`)
  })
}

/**
 * After every change, in its transaction: the book is closed and read again, so that nothing is stored that cannot be counted with.
 * @throws INPUT_INVALID
 */
export async function keepBook(tx: Tx, tenantId: string) {
  await turnPage(tx, tenantId)
  try {
    await calendarBook(tx, tenantId)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const both = /(\d{4}-\d\d-\d\d) is a day off and a make-up day/.exec(error.message)?.[1]
    throw new AppError('INPUT_INVALID', both ? `${both} 既是放假又是上班，请核对` : `这样无法计算工作时间：${error.message}`)
  }
}
