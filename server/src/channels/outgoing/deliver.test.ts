import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { aMailServer, textOf } from '../../../test/fake-mail-server.ts'
import { aWorld, signedInAs, type World } from '../../../test/harness.ts'
import { systemActor } from '../../cases/index.ts'
import { furnishTenant } from '../../furnish.ts'
import { makeTenant } from '../../identity/index.ts'
import { deliverMessages, queueMessage, type ToQueue } from '../index.ts'

let world: World
let post: Awaited<ReturnType<typeof aMailServer>>

beforeAll(async () => {
  post = await aMailServer()
  world = await aWorld()
  Object.assign(world.deps.config, { smtpUrl: post.url, smtpFrom: '客户服务 <service@example.com>' })
})
afterAll(async () => {
  await world.close()
  await post.close()
})
beforeEach(() => {
  post.mails.length = 0
})

const queue = (more: Partial<ToQueue> = {}, tenantId = world.tenantId) =>
  world.deps.database
    .tenant(tenantId)
    .transaction()
    .execute((tx) =>
      queueMessage({ tx, keys: world.deps.keys, actor: systemActor(tenantId), now: world.deps.clock() }, {
        kind: 'received',
        door: 'email',
        to: 'li@example.com',
        variables: { number: '7K2M-9QX4' },
        ...more,
      } as ToQueue),
    )
const deliver = () => deliverMessages(world.deps, world.tenantId)
const rowOf = (id: string | null, tenantId = world.tenantId) =>
  world.deps.database.tenant(tenantId).selectFrom('outgoing_message').selectAll().where('id', '=', String(id)).executeTakeFirstOrThrow()

describe('messages to customers go out (对客消息)', () => {
  test('once, with the words of the step, to the address alone', async () => {
    const id = await queue()
    await deliver()
    await deliver()
    expect(post.mails).toHaveLength(1)
    const [mail] = post.mails
    if (!mail) throw new Error('no mail')
    expect(mail.to).toEqual(['li@example.com'])
    expect(textOf(mail)).toContain('编号 7K2M-9QX4')
    expect(textOf(mail)).not.toContain('{{')
    // There is no page to look at yet: the line that would name it is left out.
    expect(textOf(mail)).not.toContain('查看进度')
    expect(mail.data).toContain(`Message-ID: <${id}@zhiwei>`)
    expect(await rowOf(id)).toMatchObject({ state: 'sent', tries: 1, to_masked: 'l***@example.com' })
  })

  test('one occasion is told once', async () => {
    expect(await queue({ occasion: 'case 1' })).not.toBeNull()
    expect(await queue({ occasion: 'case 1' })).toBeNull()
    await deliver()
    expect(post.mails).toHaveLength(1)
  })

  test('a mail server that is busy is asked again after 1, 5, 15 … minutes, with the same id', async () => {
    const id = await queue()
    post.refuseNext(2)
    await deliver()
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', tries: 1, last_error: expect.stringContaining('451') })
    await deliver()
    expect(post.mails).toHaveLength(0)
    world.clock.moveMinutes(1)
    await deliver()
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', tries: 2 })
    world.clock.moveMinutes(5)
    await deliver()
    expect(await rowOf(id)).toMatchObject({ state: 'sent', tries: 3, last_error: null })
    expect(post.mails[0]?.data).toContain(`Message-ID: <${id}@zhiwei>`)
  })

  test('a mailbox nobody has is final at once, and the log does not name it', async () => {
    const id = await queue({ to: 'gone@example.com' })
    await deliver()
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: 'failed', tries: 1 })
    expect(row.last_error ?? '').not.toContain('gone@')
  })

  test('what follows on the same case waits for the one that has to be tried again; what is urgent, and other cases, do not', async () => {
    const admin = await signedInAs(world)
    const [{ caseId }, { caseId: other }] = [await aRegisteredCase(admin), await aRegisteredCase(admin)]
    const to = 'order@example.com'
    const first = await queue({ caseId, to })
    const second = await queue({ caseId, to })
    post.refuseNext(1)
    await deliver()
    expect([(await rowOf(first)).state, (await rowOf(second)).state]).toEqual(['waiting', 'waiting'])
    expect((await rowOf(second)).tries).toBe(0)
    const third = await queue({ caseId, to })
    const elsewhere = await queue({ caseId: other, to })
    const urgent = await queue({ caseId, to, urgent: true })
    await deliver()
    expect([(await rowOf(third)).state, (await rowOf(elsewhere)).state, (await rowOf(urgent)).state]).toEqual(['waiting', 'sent', 'sent'])
    world.clock.moveMinutes(1)
    await deliver()
    const ids = post.mails.map(({ data }) => /Message-ID: <(.+)@zhiwei>/.exec(data)?.[1])
    expect(ids.slice(-3)).toEqual([first, second, third])
    world.clock.set('2026-11-02T02:00:00Z')
  })

  test('after eight tries it is given up', async () => {
    const id = await queue({ to: 'busy@example.com' })
    post.refuseNext(8)
    for (let times = 0; times < 8; times++) {
      await deliver()
      world.clock.moveMinutes(1_440)
    }
    expect(await rowOf(id)).toMatchObject({ state: 'failed', tries: 8 })
    world.clock.set('2026-11-02T02:00:00Z')
  })

  test('two workers at once send each message once', async () => {
    for (let at = 0; at < 30; at++) await queue({ to: `c${at}@example.com` })
    await Promise.all([deliver(), deliver(), deliver()])
    expect(post.mails).toHaveLength(30)
    expect(new Set(post.mails.map(({ to }) => to[0])).size).toBe(30)
  })

  test('what a killed worker had taken is sent by the next one, under the same id', async () => {
    const id = await queue({ to: 'killed@example.com' })
    await world.deps.database
      .tenant(world.tenantId)
      .updateTable('outgoing_message')
      .set({ claimed_until: new Date(world.clock.now().getTime() + 120_000), tries: 1 })
      .where('id', '=', String(id))
      .execute()
    await deliver()
    expect(post.mails).toHaveLength(0)
    world.clock.moveMinutes(3)
    await deliver()
    expect(post.mails[0]?.data).toContain(`Message-ID: <${id}@zhiwei>`)
  })

  test('in quiet hours only what is urgent goes out', async () => {
    world.clock.set('2026-11-02T15:00:00Z') // 23:00 in Shanghai
    const ordinary = await queue({ to: 'night@example.com' })
    await queue({ kind: 'code', variables: { code: '123456', minutes: '10' }, to: 'night@example.com' })
    const inChat = await queue({ door: 'chat', to: 'nobody waits' })
    await deliver()
    // A chat rings nowhere: it was tried at once.
    expect(await rowOf(inChat)).toMatchObject({ tries: 1 })
    expect(post.mails.map((mail) => textOf(mail))).toEqual([expect.stringContaining('123456')])
    world.clock.set('2026-11-03T00:01:00Z') // 08:01
    await deliver()
    expect(await rowOf(ordinary)).toMatchObject({ state: 'sent' })
  })

  test('too many a day for one customer are held, and go on the next day', async () => {
    const ids: (string | null)[] = []
    for (let at = 0; at < 10; at++) ids.push(await queue({ to: 'often@example.com' }))
    await deliver()
    expect(post.mails).toHaveLength(8)
    expect(await rowOf(ids[9] ?? null)).toMatchObject({ state: 'held' })
    world.clock.set('2026-11-04T00:01:00Z')
    await deliver()
    expect(post.mails).toHaveLength(10)
  })

  test('the demo tenant’s messages reach nobody', async () => {
    const demoId = await makeTenant(world.deps.database, { code: 'demo', name: '演示', demo: true }, world.clock.now(), furnishTenant)
    const id = await queue({ to: 'real@example.com' }, demoId)
    await deliverMessages(world.deps, demoId)
    expect(post.mails).toHaveLength(0)
    expect(await rowOf(id, demoId)).toMatchObject({ state: 'sent', external_id: 'demo' })
  })
})
