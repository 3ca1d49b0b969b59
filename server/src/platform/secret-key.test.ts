import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { readConfig } from './config.ts'
import { loadSecrets } from './secret-key.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

describe('the secret key', () => {
  test('is made on the first start for its owner only, read ever after, and asked for when it is gone', async () => {
    const { config, database } = platform.deps
    const file = join(config.dataDir, 'secret.key')

    const made = await loadSecrets(config, database)

    expect(made[0]?.length).toBeGreaterThan(32)
    expect(readFileSync(file, 'utf8').trim()).toBe(made[0])
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await loadSecrets(config, database)).toEqual(made)

    await platform.aTenant('default')
    rmSync(file)
    await expect(loadSecrets(config, database)).rejects.toThrow('secret.key is missing')
    expect(existsSync(file)).toBe(false)
  })

  test('of the settings comes first, newest in front', async () => {
    const [a, b] = ['a'.repeat(32), 'b'.repeat(32)]
    const config = readConfig({ DATA_DIR: platform.deps.config.dataDir, SECRET_KEY: `${a}, ${b}` })
    expect(await loadSecrets(config, platform.deps.database)).toEqual([a, b])
  })
})
