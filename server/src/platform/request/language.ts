export type SpokenLanguage = 'zh' | 'en'

/** The language of who asks, by the Accept-Language header. */
export const languageOf = (header: string | undefined): SpokenLanguage => (/^\s*en\b/i.test(header ?? '') ? 'en' : 'zh')
