import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../../test/builders.ts'
import { aMailServer, textOf } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, origin, signedInAs, type World } from '../../../test/harness.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { runScheduleOnce } from '../../platform/worker.ts'
import { schedule } from '../../schedule.ts'
import { surveyJobs } from '../index.ts'

let world: World
let admin: Client
let unitId: string
let post: Awaited<ReturnType<typeof aMailServer>>

beforeAll(async () => {
  post = await aMailServer()
  world = await aWorld()
  Object.assign(world.deps.config, { smtpUrl: post.url, smtpFrom: '治未 <notice@example.com>', publicUrl: origin })
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(async () => {
  await world.close()
  await post.close()
})

const jobs = ['seal events', 'react to events', 'ask again and end surveys']
const work = async () => {
  await runScheduleOnce(
    world.deps,
    schedule.filter(({ name }) => jobs.includes(name)),
    world.tenantId,
  )
  await runJobsOnce(world.deps, surveyJobs)
}
const linkIn = (mail: Parameters<typeof textOf>[0] | undefined) => /\/p\/default\/s\/[\w-]{43}/.exec(mail ? textOf(mail) : '')?.[0] ?? ''
const days = (count: number) => world.clock.moveMinutes(count * 24 * 60)

describe('surveys by mail (邮件问卷)', () => {
  test('a customer who left an address is written to once, reminded once, and asked no more; both links work', async () => {
    await aCaseIn('answered', admin, unitId, { complainant: { name: '王小明', phone: '13912341234', email: 'wang@example.com' } })
    await work()
    await work()
    expect(post.mails.map(({ to }) => to)).toEqual([['wang@example.com']])
    const first = linkIn(post.mails[0])
    expect(textOf(post.mails[0] as never)).toContain(`${origin}/p/default/s/`)
    expect(textOf(post.mails[0] as never)).not.toMatch(/王小明|13912341234|空调/)

    days(4)
    await work()
    await work()
    days(4)
    await work()
    expect(post.mails).toHaveLength(2)
    const second = linkIn(post.mails[1])
    expect(second).not.toBe(first)
    for (const url of [first, second]) expect((await world.app.inject({ url })).statusCode).toBe(200)
    await world.app.inject({
      method: 'POST',
      url: first,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'satisfaction=3',
    })
    expect((await world.app.inject({ url: second })).body).toContain('谢谢您告诉我们')
  })

  test('who left none is not written to, and an answered survey reminds nobody', async () => {
    const before = post.mails.length
    await aCaseIn('answered', await signedInAs(world), unitId, { complainant: { name: '李芳', phone: '13912345555' } })
    await work()
    days(5)
    await work()
    expect(post.mails).toHaveLength(before)
  })
})
