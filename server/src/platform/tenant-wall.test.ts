import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { missingWall, roleAtWork } from './tenant-wall.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

describe('the second wall between tenants', () => {
  test('stands before the role of the application', async () => {
    const role = await roleAtWork(platform.deps.database)
    expect(role).toEqual({ name: 'zhiwei_app', superuser: false, bypasses: false })
    expect(missingWall(role)).toBeUndefined()
  })
  test('is missed for a superuser and for a role with BYPASSRLS', () => {
    expect(missingWall({ name: 'postgres', superuser: true, bypasses: true })).toMatch(
      /^Warning: role "postgres" of DATABASE_URL is a superuser/,
    )
    expect(missingWall({ name: 'app', superuser: false, bypasses: true })).toContain('has BYPASSRLS')
  })
})
