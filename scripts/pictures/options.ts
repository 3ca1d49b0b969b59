import { parseArgs } from 'node:util'
import { outsidePlaces, placesOf, portalPlaces } from '../../server/test/browser/places.ts'
import { detailNames } from './details.ts'

/** Width of a window and the height that usually comes with it. */
const heights: Record<string, number> = { 1440: 900, 1024: 768, 390: 844 }
const languages = ['zh-CN', 'en'] as const
const themes = ['light', 'dark'] as const
/** Beside the places of the app: before signing in, the portal of customers, and a list without rows. */
export const pages = [
  ...Object.keys(placesOf({ caseId: '', customerId: '', importId: '' })),
  ...detailNames,
  ...Object.keys(outsidePlaces),
  ...Object.keys(portalPlaces),
  'nothing',
]

/** What docs/guide/help shows: small, and the same for both languages. */
const guide = {
  pages: [
    'start',
    'workbench',
    'register',
    'cases',
    'case',
    'dispatch',
    'clockRules',
    'warnings',
    'care',
    'import',
    'followUps',
    'outgoing',
    'trainingSkills',
    'users',
    'team',
    'keys',
  ],
  sizes: [{ width: 1024, height: 680 }],
  languages: ['zh-CN'] as (typeof languages)[number][],
  themes: ['light'] as (typeof themes)[number][],
  to: 'docs/guide/help/pictures',
}

export type Options = ReturnType<typeof readOptions>

const usage = `Usage: npm run screenshots -- [options]
  --page NAME    only this page, may be given several times: ${pages.join(' ')}
  --size WIDTH   only this width: ${Object.keys(heights).join(' ')}
  --lang CODE    only this language: ${languages.join(' ')}
  --theme NAME   only this theme: ${themes.join(' ')}
  --to DIR       where the pictures go (screenshots)
  --guide        only the pictures of docs/guide/help, in their place
  --keep DIR     keep the data there and use it again the next time`

const many = { type: 'string', multiple: true } as const

/** @throws Error with the usage for the person at the console */
export function readOptions(args: string[]) {
  const options = {
    page: many,
    size: many,
    lang: many,
    theme: many,
    to: { type: 'string', default: 'screenshots' },
    keep: { type: 'string' },
    guide: { type: 'boolean', default: false },
  } as const
  const { values } = parseArgs({ args, options })
  const chosen = <Name extends string>(given: string[] | undefined, all: readonly Name[]): Name[] => {
    const found = all.filter((name) => given?.includes(name) ?? true)
    if (found.length === 0 || found.length < (given?.length ?? 0)) throw new Error(usage)
    return found
  }
  if (values.guide) return { ...guide, keep: values.keep, isGuide: true }
  return {
    isGuide: false,
    pages: chosen(values.page, pages),
    sizes: chosen(values.size, Object.keys(heights)).map((width) => ({ width: Number(width), height: heights[width] ?? 900 })),
    languages: chosen(values.lang, languages),
    themes: chosen(values.theme, themes),
    to: values.to,
    keep: values.keep,
  }
}
