import type { ChatSettings } from '@zhiwei/contract'
import { aPerson } from '../../../test/builders.ts'
import { type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { shippedSettings } from './shipped.ts'

export type Agent = Awaited<ReturnType<typeof aPerson>>
const agents = new WeakMap<World, { lin: Agent; chen: Agent }>()

/**
 * Each example begins on a working day of its own, at ten in the morning, with nobody waiting; people sign in anew. Nobody has a browser open here:
 * they are there for an hour after what they did last.
 */
export async function aNewDay(world: World) {
  world.clock.set(`${nextWorkday(world)}T02:00:00Z`)
  await world.settle()
  const admin = await signedInAs(world)
  const known = agents.get(world) ?? { lin: await aPerson(world, admin, 'agent'), chen: await aPerson(world, admin, 'agent') }
  agents.set(world, known)
  const back = async (person: Agent) => ({ ...person, ...(await signedInAs(world, person.username, 'a good long password')) })
  const lin = await back(known.lin)
  const chen = await back(known.chen)
  for (const { id, state } of (await admin.get('/chats?part=all')).body.rows) if (state !== 'ended') await admin.post(`/chats/${id}/end`)
  await setChats(admin, { ...shippedSettings, staffAwaySeconds: 3_600 })
  await present(lin)
  await present(chen)
  return { admin, lin, chen }
}

function nextWorkday(world: World) {
  for (let day = world.clock.now().getTime() + 24 * 3_600_000; ; day += 24 * 3_600_000) {
    const date = new Date(day)
    if (![0, 6].includes(date.getUTCDay())) return date.toISOString().slice(0, 10)
  }
}

/** A visitor who is talked with. */
export async function aTalk(world: World, agent: Client) {
  const visitor = await aVisitor(world)
  const { body } = await visitor.begin('person')
  await agent.post(`/chats/${body.id}/taking`)
  return { visitor, id: body.id as string }
}

/** A visitor's window, without a browser. */
export async function aVisitor(world: World, tenant = 'default') {
  const anybody = clientOf(world.app)
  const { body } = await anybody.post('/portal/chat/visitors', { tenant })
  const own = { 'x-chat-visitor': body.token as string }
  return {
    token: body.token as string,
    begin: (choice = 'question', more: object = {}) => anybody.post('/portal/chat', { choice, ...more }, own),
    say: (text: string, clientId: string = newId()) => anybody.post('/portal/chat/messages', { clientId, text }, own),
    leave: (given: object) => anybody.post('/portal/chat/left-messages', { clientId: newId(), ...given }, own),
    details: (given: object) => anybody.put('/portal/chat/details', given, own),
    score: (score: number) => anybody.put('/portal/chat/score', { score }, own),
    end: () => anybody.post('/portal/chat/end', {}, own),
    picture: async (bytes: Buffer, clientId: string = newId()) => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(bytes)], '图.png', { type: 'image/png' }))
      const request = new Request('http://127.0.0.1', { method: 'POST', body: form })
      const answer = await world.app.inject({
        method: 'POST',
        url: `/api/v1/portal/chat/files?clientId=${clientId}`,
        headers: { ...own, 'content-type': request.headers.get('content-type') ?? '' },
        payload: Buffer.from(await request.arrayBuffer()),
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    file: (id: string) => anybody.get(`/portal/chat/files/${id}`, own),
    see: async (language = 'zh') => (await anybody.get('/portal/chat', { ...own, 'accept-language': language })).body,
  }
}

export const present = (staff: Client, capacity = 5) => staff.put('/chat-desk', { presence: 'present', capacity })

export async function setChats(admin: Client, change: Partial<ChatSettings>) {
  const { body } = await admin.get('/chat-settings')
  return admin.put('/chat-settings', { definition: { ...body.definition, ...change }, version: body.version })
}
