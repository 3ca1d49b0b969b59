import type { Language } from './words.ts'

const days = { 'zh-CN': { '-1': '昨天', '0': '今天', '1': '明天' }, en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } }

/** An instant as one says it: `今天 18:00`, `明天 09:30`, `11月24日 18:00`; the year only when it is another one. */
export function whenText(at: string, now: Date, language: Language, zone: string): string {
  const instant = new Date(at)
  const parts = partsOf(instant, zone)
  const today = partsOf(now, zone)
  const distance = Math.round((Date.parse(parts.day) - Date.parse(today.day)) / 86_400_000)
  const near = days[language][String(distance) as '0']
  return `${near ?? dateOf(instant, language, zone, parts.day.slice(0, 4) !== today.day.slice(0, 4))} ${parts.time}`
}

function partsOf(instant: Date, zone: string) {
  // Swedish writes dates as ISO does.
  const [day = '', time = ''] = instant.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).split(' ')
  return { day, time }
}

const dateOf = (instant: Date, language: Language, zone: string, withYear: boolean) =>
  instant.toLocaleDateString(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: zone,
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    ...(withYear && { year: 'numeric' }),
  })

/** `0:07`, `12:30`: seconds of a recording or of waiting. */
export const clockText = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
