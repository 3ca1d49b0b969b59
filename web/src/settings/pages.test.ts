import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settingsGroups, settingsPages } from './pages.ts'

const wordsOf = (language: string) => JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8'))
const nameOf = ({ to }: { to: string }) => to.split('/').at(-1) ?? ''

describe('the settings (设置)', () => {
  test('every page that has an address stands in the list', () => {
    const routes = readFileSync(join(import.meta.dirname, '../routes.tsx'), 'utf8')
    const settings = routes.slice(routes.indexOf("path: 'settings'"), routes.indexOf('export const router'))
    const addresses = [...settings.matchAll(/ page\('([\w-]+)'/g)].map(([, name]) => name)
    expect(settingsPages.map(nameOf).toSorted()).toEqual(addresses.toSorted())
  })

  test.each(['zh-CN', 'en'])('each is found by other words in %s, under a group with a name', (language) => {
    const { alias, group } = wordsOf(language)
    expect(Object.keys(alias).toSorted()).toEqual(settingsPages.map(nameOf).toSorted())
    expect(Object.keys(group)).toEqual([...settingsGroups])
  })
})
