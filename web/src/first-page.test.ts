import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'
import { chatBytesOf, chatLimitBytes, firstPageBytesOf, firstPageLimitBytes, portalBytesOf, portalLimitBytes } from './first-page.ts'

let files: Rolldown.OutputBundle
beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production') // the size people load, not that of a development build
  const built = await build({ configFile: join(import.meta.dirname, '../vite.config.ts'), logLevel: 'error', build: { write: false } })
  const { output } = built as Rolldown.RolldownOutput
  files = Object.fromEntries(output.map((file) => [file.fileName, file]))
  vi.unstubAllEnvs()
}, 120_000)

test('sign-in, frame and workbench together are within the limit', () => {
  const bytes = firstPageBytesOf(files)
  expect(bytes).toBeGreaterThan(100 * 1024)
  expect(bytes).toBeLessThanOrEqual(firstPageLimitBytes)
})

test('the portal of customers is within its limit and brings nothing of Ant Design', () => {
  const bytes = portalBytesOf(files)
  expect(bytes).toBeGreaterThan(40 * 1024)
  expect(bytes).toBeLessThanOrEqual(portalLimitBytes)
  expect(modulesOf(files, 'portal').filter((module) => /antd|ant-design|echarts|i18next|zod/.test(module))).toEqual([])
})

test('the chat window on pages of others is within its limit', () => {
  const bytes = chatBytesOf(files)
  expect(bytes).toBeGreaterThan(40 * 1024)
  expect(bytes).toBeLessThanOrEqual(chatLimitBytes)
  expect(modulesOf(files, 'chat').filter((module) => /antd|ant-design|echarts|i18next|zod/.test(module))).toEqual([])
})

/** Every module in the chunks an entry imports, directly or through others. */
function modulesOf(output: Rolldown.OutputBundle, entry: string): string[] {
  const seen = new Set<string>()
  const chunksOf = (fileName: string): string[] => {
    const file = output[fileName]
    if (file?.type !== 'chunk' || seen.has(fileName)) return []
    seen.add(fileName)
    return [...Object.keys(file.modules), ...file.imports.flatMap(chunksOf)]
  }
  return Object.values(output).flatMap((file) => (file.type === 'chunk' && file.name === entry ? chunksOf(file.fileName) : []))
}
