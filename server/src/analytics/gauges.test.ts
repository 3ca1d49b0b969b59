import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../test/builders.ts'
import { aWorld, signedInAs, type World } from '../../test/harness.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

describe('business gauges (业务仪表)', () => {
  test('tell by tenant code how much waits, and nothing that names a person', async () => {
    const admin = await signedInAs(world)
    await aRegisteredCase(admin, { channel: 'hotline', complainant: { name: '周敏', phone: '13900000001' } })
    await aRegisteredCase(admin, { channel: 'web' })
    const scraped = () => world.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
    const { body } = await scraped()
    expect(body).toContain('zhiwei_open_cases{tenant="default"} 2')
    expect(body).toContain('zhiwei_overdue_cases{tenant="default"} 0')
    expect(body).toContain('zhiwei_complaints_today{tenant="default",channel="hotline"} 1')
    expect(body).toContain('zhiwei_open_warnings{tenant="default",level="red"} 0')
    expect(body).toContain('zhiwei_outgoing_messages{tenant="default",state="dead"} 0')
    expect(body).toMatch(/zhiwei_rollup_lag_seconds\{tenant="default"\} \d/)
    expect(body).not.toMatch(/周敏|13900000001/)
  })
})
