import { preferencesNow } from './preferences.ts'

// Between words of data, where no sentence of the language files stands: full width in Chinese only.
const isChinese = () => preferencesNow().language === 'zh-CN'

export const colon = () => (isChinese() ? '：' : ': ')
export const comma = () => (isChinese() ? '、' : ', ')
export const bracketed = (words: string | number) => (isChinese() ? `（${words}）` : ` (${words})`)
export const semicolon = () => (isChinese() ? '；' : '; ')
