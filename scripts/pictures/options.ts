import { parseArgs } from 'node:util'
import { placesOf } from '../../server/test/browser/places.ts'

/** Width of a window and the height that usually comes with it. */
const heights: Record<string, number> = { 1440: 900, 1024: 768, 390: 844 }
const languages = ['zh-CN', 'en'] as const
const themes = ['light', 'dark'] as const
/** Beside the places of the app: before signing in, and a list without rows. */
export const pages = [...Object.keys(placesOf({ caseId: '', customerId: '', importId: '' })), 'signIn', 'nothing']

export type Options = ReturnType<typeof readOptions>

const usage = `Usage: npm run screenshots -- [options]
  --page NAME    only this page, may be given several times: ${pages.join(' ')}
  --size WIDTH   only this width: ${Object.keys(heights).join(' ')}
  --lang CODE    only this language: ${languages.join(' ')}
  --theme NAME   only this theme: ${themes.join(' ')}
  --to DIR       where the pictures go (screenshots)
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
  } as const
  const { values } = parseArgs({ args, options })
  const chosen = <Name extends string>(given: string[] | undefined, all: readonly Name[]): Name[] => {
    const found = all.filter((name) => given?.includes(name) ?? true)
    if (found.length === 0 || found.length < (given?.length ?? 0)) throw new Error(usage)
    return found
  }
  return {
    pages: chosen(values.page, pages),
    sizes: chosen(values.size, Object.keys(heights)).map((width) => ({ width: Number(width), height: heights[width] ?? 900 })),
    languages: chosen(values.lang, languages),
    themes: chosen(values.theme, themes),
    to: values.to,
    keep: values.keep,
  }
}
