import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { aNewDay, aVisitor } from './chats-for-tests.ts'
import { mostPictures } from './speak.ts'
import { mostOfAddress } from './visitor.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  ;({ admin } = await aNewDay(world))
})

describe('limits (限制)', () => {
  test('a visitor who floods is stopped for a moment', async () => {
    const visitor = await aVisitor(world)
    await visitor.begin('person')
    const answers = []
    for (let count = 0; count < 22; count++) answers.push((await visitor.say(`第${count}句`)).status)
    expect(answers.slice(0, 20).every((status) => status === 201)).toBe(true)
    expect(answers.slice(20)).toEqual([429, 429])
    world.clock.moveMinutes(2)
    expect((await visitor.say('冷静了')).status).toBe(201)
  })

  test('a talk takes 20 pictures of a visitor; one more is refused before it is received', async () => {
    const visitor = await aVisitor(world)
    const { body: begun } = await visitor.begin('person')
    await sql`
      insert into chat_file (tenant_id, id, chat_id, at, name, content_type, size_bytes, sha256, storage_name)
      select ${world.tenantId}, gen_random_uuid(), ${begun.id}, ${world.clock.now()}, 'a.png', 'image/png', 1, sha256('a'), gen_random_uuid()::text
      from generate_series(1, ${mostPictures})`.execute(world.deps.database.tenant(world.tenantId))
    await sql`
      insert into chat_message (tenant_id, chat_id, no, client_id, at, said_by, kind, facts, file_id)
      select f.tenant_id, f.chat_id, 100 + row_number() over (), gen_random_uuid(), f.at, 'customer', 'file', '{}', f.id
      from chat_file f where f.chat_id = ${begun.id}`.execute(world.deps.database.tenant(world.tenantId))
    const refused = await world.app.inject({
      method: 'POST',
      url: `/api/v1/portal/chat/files?clientId=${newId()}`,
      headers: { 'x-chat-visitor': visitor.token, 'content-type': 'multipart/form-data; boundary=zzz' },
      payload: '--zzz--\r\n', // not even read
    })
    expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', detail: '一次会话最多发 20 张图片' })
  })

  test('one address begins no more than 200 talks an hour', async () => {
    const visitor = await aVisitor(world)
    await visitor.begin('person')
    await visitor.end()
    await sql`
      insert into chat (tenant_id, id, visitor_hash, address_hash, language, choice, state, opened_at, visitor_at, ended_at, kept_at)
      select c.tenant_id, gen_random_uuid(), sha256(n::text::bytea), c.address_hash, 'zh', 'person', 'ended', c.opened_at, c.visitor_at, c.ended_at, c.ended_at
      from (select * from chat where tenant_id = ${world.tenantId} order by opened_at desc limit 1) c, generate_series(1, ${mostOfAddress}) n`.execute(
      world.deps.database.tenant(world.tenantId),
    )
    expect(await visitor.begin('person')).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    world.clock.moveMinutes(61)
    expect((await visitor.begin('person')).status).toBe(201)
  })

  test('2,000 characters and no more; texts of nothing are none', async () => {
    const visitor = await aVisitor(world)
    await visitor.begin('person')
    expect((await visitor.say('长'.repeat(2_000))).status).toBe(201)
    expect((await visitor.say('长'.repeat(2_001))).status).toBe(400)
    expect((await visitor.say('   ')).status).toBe(400)
  })
})

describe('outside hours (非服务时间)', () => {
  test('nobody is promised; a message can be left, a complaint is registered at once, everything else becomes a contact', async () => {
    const day = new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    world.clock.set(`${day}T15:00:00Z`) // 23:00 in Shanghai
    const visitor = await aVisitor(world)
    const before = await visitor.see()
    expect(before.isOpen).toBe(false)
    expect(new Date(before.opensAt).getTime()).toBeGreaterThan(world.clock.now().getTime())
    expect(await visitor.begin('person')).toMatchObject({ status: 410 })

    const left = await visitor.leave({ choice: 'complaint', text: '洗衣机漏水把地板泡坏了，要求赔偿', details: { phone: '13912349999' } })
    expect(left.status).toBe(201)
    const after = await visitor.see()
    expect(after.chat).toMatchObject({ state: 'ended', caseNumber: expect.any(String) })
    admin = await signedInAs(world)
    expect((await admin.get(`/cases?q=${after.chat.caseNumber}`)).body.rows[0]).toMatchObject({ channel: 'chat' })

    const other = await aVisitor(world)
    await other.leave({ choice: 'question', text: '你们周六上门吗', details: { name: '钱多' } })
    expect((await other.see()).chat.caseNumber).toBeNull()
    await world.settle()
    expect(
      (await admin.get('/contacts?channel=chat')).body.rows.some(({ excerpt }: { excerpt: string }) => excerpt.includes('周六上门')),
    ).toBe(true)
  })
})
