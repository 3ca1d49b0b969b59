import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anSmsServer } from '../../../test/fake-sms-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { jobs } from '../../jobs.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { type Agent, aNewDay, aTalk } from './chats-for-tests.ts'

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let gateway: Awaited<ReturnType<typeof anSmsServer>>
let world: World
let admin: Client
let lin: Agent

beforeAll(async () => {
  gateway = await anSmsServer({ keyId: 'zhiwei', secret: 'a secret of the gateway' })
  world = await aWorld()
  world.deps.config.outgoingAllow = [gateway.host]
  const settings = { address: gateway.address, keyId: 'zhiwei', secret: 'a secret of the gateway' }
  await (await signedInAs(world)).post('/channels/accounts', { door: 'sms', name: '短信', settings })
})
afterAll(async () => {
  await world.close()
  await gateway.close()
})
beforeEach(async () => {
  gateway.messages.length = 0
  ;({ admin, lin } = await aNewDay(world))
})

describe('what is told on a case that a talk became', () => {
  /** A case made of a talk that is over; whoever complained left a phone number. */
  async function aCaseOfTalk(phone: string) {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.details({ name: '王小明', phone })
    await visitor.say('安装师傅迟到三小时，我要求退安装费')
    const { body } = await lin.post(`/chats/${id}/complaint`, { subject: '安装迟到', category: 'delivery.delay' })
    await visitor.end()
    return { visitor, id, ...(body as { caseId: string; number: string }) }
  }
  const kindsOf = (messages: { kind: string; text: string | null }[]) =>
    messages.filter(({ kind }) => kind === 'answer').map(({ text }) => text)
  const told = async (caseId: string) => (await admin.get(`/cases/${caseId}/outgoing`)).body.rows
  const settle = async () => {
    await world.settle()
    await world.settle()
  }

  test('stands in the talk their window shows, also when they began another one since; what they answer there reaches the case', async () => {
    const { visitor, caseId, number } = await aCaseOfTalk('13912340011')
    await settle()
    world.clock.moveMinutes(30)
    await visitor.begin('question')
    await admin.post(`/cases/${caseId}/messages`, { text: '师傅明天上午九点到' })
    await settle()
    const seen = await visitor.see()
    expect(kindsOf(seen.messages)).toEqual([expect.stringContaining('明天上午九点到')])

    await visitor.end()
    expect((await visitor.see()).chat.caseNumber).toBe(number)
    expect((await visitor.say('九点可以，请准时')).status).toBe(201)
    expect(JSON.stringify((await admin.get(`/cases/${caseId}/timeline`)).body)).toContain('九点可以，请准时')
  })

  test('reaches who is gone by a short message too, and the log says so; who is there reads it in the window alone', async () => {
    const { visitor, caseId } = await aCaseOfTalk('13912340012')
    await settle()
    expect(gateway.messages).toEqual([])
    world.clock.moveMinutes(10)
    await admin.post(`/cases/${caseId}/messages`, { text: '请把发票发给我们' })
    await settle()
    expect(gateway.messages).toEqual([expect.objectContaining({ to: '13912340012', text: expect.stringContaining('请把发票发给我们') })])
    const rows = (await told(caseId)).filter(({ kind }: { kind: string }) => kind === 'message')
    expect(rows).toContainEqual(expect.objectContaining({ door: 'sms', insteadOf: 'chat', state: 'sent' }))
    expect(rows).toContainEqual(
      expect.objectContaining({ door: 'chat', state: 'sent', lastError: expect.stringContaining('改发短信 139****0012') }),
    )
    expect(kindsOf((await visitor.see()).messages).at(-1)).toContain('请把发票发给我们')
  })

  test('hears what the visitor still says before the talk ends, with the pictures of the talk', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.say('冰箱不制冷，三天没人来')
    await visitor.picture(onePixel)
    const { body } = await lin.post(`/chats/${id}/complaint`, { subject: '冰箱不制冷', category: 'delivery.delay' })
    await visitor.say('补充一下：里面的药也坏了')
    await visitor.picture(onePixel)
    await runJobsOnce(world.deps, jobs)
    const { body: found } = await admin.get(`/cases/${body.caseId}`)
    expect(JSON.stringify((await admin.get(`/cases/${body.caseId}/timeline`)).body)).toContain('里面的药也坏了')
    expect(found.files).toHaveLength(2)
    const { body: shown } = await lin.get(`/chats/${id}`)
    expect(JSON.stringify(shown.messages)).toContain('里面的药也坏了')
  })
})
