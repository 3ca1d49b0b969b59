import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '..')
const modules = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(source, entry.name)).some((file) => /^(zh-CN|en)\.json$/.test(file)))
  .map((entry) => entry.name)

/** Dotted keys; i18next's plural endings count as the key they belong to, for Chinese has only `_other`. */
function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path.replace(/_(one|other)$/, '')]
  return Object.entries(words).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key))
}

const wordsOf = (module: string, language: string): unknown => JSON.parse(readFileSync(join(source, module, `${language}.json`), 'utf8'))

test.each(modules)('%s says everything in both languages', (module) => {
  const [chinese, english] = [wordsOf(module, 'zh-CN'), wordsOf(module, 'en')].map((words) => [...new Set(keysOf(words))].sort())
  expect(english).toEqual(chinese)
})
