import words from './words.json'

type Words = (typeof words)['zh']
export type Language = keyof typeof words
export type Speak = { t: (key: keyof Words, values?: Values) => string; words: Words; language: Language }
type Values = Record<string, string | number>

export const fill = (text: string, values: Values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The words of one language: `t('waiting', { place: 2 })`. */
export function speakerOf(language: Language): Speak {
  const own = words[language]
  return {
    language,
    words: own,
    t: (key, values) => {
      const found = own[key]
      return typeof found === 'string' ? fill(found, values) : key
    },
  }
}

/** The page that holds the window says its language, else the browser. */
export const languageNow = (): Language =>
  /^en\b/i.test(new URLSearchParams(location.search).get('language') ?? navigator.language) ? 'en' : 'zh'
