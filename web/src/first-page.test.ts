import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, test, vi } from 'vitest'
import { firstPageBytesOf, firstPageLimitBytes } from './first-page.ts'

test('sign-in, frame and workbench together are within the limit', { timeout: 120_000 }, async () => {
  vi.stubEnv('NODE_ENV', 'production') // the size people load, not that of a development build
  const built = await build({ configFile: join(import.meta.dirname, '../vite.config.ts'), logLevel: 'error', build: { write: false } })
  const { output } = built as Rolldown.RolldownOutput
  const bytes = firstPageBytesOf(Object.fromEntries(output.map((file) => [file.fileName, file])))
  vi.unstubAllEnvs()
  expect(bytes).toBeGreaterThan(100 * 1024)
  expect(bytes).toBeLessThanOrEqual(firstPageLimitBytes)
})
