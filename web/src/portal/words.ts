import chinese from './zh-CN.json'

type Words = typeof chinese
type KeyOf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}` }[keyof T & string]
export type WordKey = KeyOf<Words>
export type Values = Record<string, string | number>
/** The words of one language: `t('filing.step', { at: 2, of: 6 })`. */
export type Speak = (key: WordKey, values?: Values) => string
export type Language = 'zh-CN' | 'en'

/** Two small files and this function; i18next would be a fifth of the portal. */
export function speakerOf(words: object): Speak {
  return (key, values = {}) => {
    const found = key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], words)
    if (typeof found !== 'string') return key
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

/** English comes when somebody asks for it. */
export const wordsOf = async (language: Language): Promise<object> => (language === 'en' ? (await import('./en.json')).default : chinese)

/** The browser's own wish, as the pages without a script read it. */
export const languageOf = (wished: string | undefined): Language => (/^en\b/i.test(wished ?? '') ? 'en' : 'zh-CN')
