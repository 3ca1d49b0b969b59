import type { MessageLanguage } from '@zhiwei/contract'

// Numbers and times as customers read them.

/** `7K2M-9QX4` */
export const numberText = (number: string) => (number.includes('-') ? number : `${number.slice(0, 4)}-${number.slice(4)}`)

const locales = { zh: 'zh-CN', en: 'en-GB' } as const

/** `11月5日 18:00` · `5 November, 18:00`; midnight is the end of the day before. */
export function momentIn(instant: Date, zone: string, language: MessageLanguage): string {
  const time = new Intl.DateTimeFormat(locales[language], { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  )
  const isMidnight = time === '00:00'
  const day = dayIn(isMidnight ? new Date(instant.getTime() - 1) : instant, zone, language)
  return `${day}${language === 'zh' ? ' ' : ', '}${isMidnight ? '24:00' : time}`
}

/** `11月5日` · `5 November` */
export const dayIn = (instant: Date, zone: string, language: MessageLanguage): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, month: 'long', day: 'numeric' }).format(instant)
