import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, onPreferences, preferencesNow } from './preferences.ts'

type Words = Record<string, unknown>

/** `../cases/zh-CN.json` → namespace `cases`. What sign-in, frame and workbench say in Chinese comes with them, the rest with the first other page. */
const chinese = import.meta.glob<Words>('../{ui,identity,workbench,classification}/zh-CN.json', {
  eager: true,
  import: 'default',
})
const laterChinese = import.meta.glob<Words>(['../*/zh-CN.json', '!../{ui,identity,workbench,classification,portal}/zh-CN.json'], {
  import: 'default',
})
/** English comes when somebody asks for it. */
const english = import.meta.glob<Words>(['../*/en.json', '!../portal/en.json'], { import: 'default' })
const namespaceOf = (path: string) => path.split('/').at(-2) ?? ''

let started: () => void = () => {}
/** An address is opened while the words of the first pages are still being set up. */
const hasStarted = new Promise<void>((resolve) => {
  started = resolve
})

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
  started()
  await followLanguage(preferencesNow().language)
  onPreferences(() => void followLanguage(preferencesNow().language))
}

async function followLanguage(language: Language) {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'ui')) await add('en', english)
  document.documentElement.lang = language
  if (i18next.language !== language) await i18next.changeLanguage(language)
}

async function add(language: Language, words: Record<string, () => Promise<Words>>) {
  await Promise.all(Object.entries(words).map(async ([path, load]) => i18next.addResourceBundle(language, namespaceOf(path), await load())))
}

let later: Promise<void> | undefined

/** Resolves when the Chinese words of every module are there; asked by each page that is not among the first. A failed load is tried again. */
export function wordsOfAllModules(): Promise<void> {
  later ??= hasStarted
    .then(() => add('zh-CN', laterChinese))
    .catch((error: unknown) => {
      later = undefined
      throw error
    })
  return later
}
