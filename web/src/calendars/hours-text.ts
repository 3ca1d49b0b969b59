import type { WeekHours } from '@zhiwei/contract'

type Slots = WeekHours['mon']

/** `09:00-12:00，13:30-18:00` as people type it → slots; null: it cannot be read. */
export function slotsOf(text: string): Slots | null {
  const parts = text
    .trim()
    .split(/[,，、;；\s]+(?=\d)/)
    .filter((part) => part !== '')
  const slots = parts.map((part): Slots[number] | null => {
    const [, from, to] = /^(\d{1,2}[:：]\d{2})\s*(?:-|–|—|~|至|到)\s*(\d{1,2}[:：]\d{2})$/.exec(part.trim()) ?? []
    return from && to ? [timeOf(from), timeOf(to)] : null
  })
  return slots.includes(null) ? null : (slots as Slots)
}

const timeOf = (typed: string) => typed.replace('：', ':').padStart(5, '0')

export const textOfSlots = (slots: Slots) => slots.map(([from, to]) => `${from}-${to}`).join(', ')

/** Days typed one after the other: `2027-01-09，2027-02-06`. */
export const datesOf = (text: string): string[] =>
  text
    .split(/[,，、;；\s]+/)
    .map((date) => date.trim())
    .filter((date) => date !== '')

/** Weekdays with the same hours as one line: `[['mon', … 'fri'], slots]`. */
export function sameHours<Day extends string>(days: readonly Day[], slotsOfDay: (day: Day) => Slots): { days: Day[]; slots: Slots }[] {
  const lines: { days: Day[]; slots: Slots }[] = []
  for (const day of days) {
    const slots = slotsOfDay(day)
    const last = lines.at(-1)
    if (last && textOfSlots(last.slots) === textOfSlots(slots)) last.days.push(day)
    else lines.push({ days: [day], slots })
  }
  return lines
}
