import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, onPreferences, preferencesNow } from './preferences.ts'

type Words = Record<string, unknown>

/** `../cases/zh-CN.json` → namespace `cases`. Chinese comes with the page, English when somebody asks for it. */
const chinese = import.meta.glob<Words>('../*/zh-CN.json', { eager: true, import: 'default' })
const english = import.meta.glob<Words>('../*/en.json', { import: 'default' })
const namespaceOf = (path: string) => path.split('/').at(-2) ?? ''

/** Starts i18next in the person's language and follows their choice; resolves when the words are there. */
export async function startI18n() {
  const zhCN = Object.fromEntries(Object.entries(chinese).map(([path, words]) => [namespaceOf(path), words]))
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': zhCN },
    ns: Object.keys(zhCN),
    defaultNS: 'ui',
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  })
  await followLanguage(preferencesNow().language)
  onPreferences(() => void followLanguage(preferencesNow().language))
}

async function followLanguage(language: Language) {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'ui')) await loadEnglish()
  document.documentElement.lang = language
  if (i18next.language !== language) await i18next.changeLanguage(language)
}

async function loadEnglish() {
  const loaded = Object.entries(english).map(async ([path, load]) => i18next.addResourceBundle('en', namespaceOf(path), await load()))
  await Promise.all(loaded)
}
