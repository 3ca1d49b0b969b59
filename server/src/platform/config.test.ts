import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigSchema, readConfig } from './config.ts'
import { inRoot } from './paths.ts'

describe('settings', () => {
  test('docs/guide/settings.md explains each, with its default and in the same words', () => {
    const page = readFileSync(inRoot('docs', 'guide', 'settings.md'), 'utf8')
    const documented = [...page.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| .+ \| (.+) \|$/gm)].map(([, name, usual, meaning]) => ({
      name,
      usual,
      meaning,
    }))
    const usual: Record<string, unknown> = ConfigSchema.parse({})
    const shown = (value: unknown) => (value === undefined ? '–' : `\`${typeof value === 'boolean' ? Number(value) : value}\``)

    expect(documented).toEqual(
      Object.entries(ConfigSchema.shape).map(([name, schema]) => ({ name, usual: shown(usual[name]), meaning: schema.description })),
    )
  })

  test.each([
    [{ PORT: '70000' }, 'Setting PORT:'],
    [{ LOG_LEVEL: 'loud' }, 'Setting LOG_LEVEL:'],
    [{ ADMIN_PASSWORD: 'short' }, 'Setting ADMIN_PASSWORD: needs at least 12 characters'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'Setting PUBLIC_URL:'],
    [{ DATABASE_URL: 'mysql://a/b' }, 'Setting DATABASE_URL: must begin with postgresql://'],
    [{ DATABASE_URL: 'postgresql://a/b' }, 'SECRET_KEY is required'],
    [{ SECRET_KEY: `${'a'.repeat(32)},short` }, 'each key needs at least 32 characters'],
    [{ TRUST_PROXY: 'my proxy' }, 'Setting TRUST_PROXY: must be a number of proxies'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'Setting TRUST_PROXY: must be a number of proxies'],
    [{ ROLE: 'web' }, 'ROLE=web needs DATABASE_URL'],
  ])('%o is refused: %s', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence)
  })

  test('an empty one counts as not set, an address by socket is taken', () => {
    const url = 'postgresql://zhiwei:word@/zhiwei?host=/run/postgresql'
    expect(readConfig({ PORT: '', DATABASE_URL: url, SECRET_KEY: 'a'.repeat(32) })).toMatchObject({
      port: 3000,
      databaseUrl: url,
      demo: false,
    })
  })
})
