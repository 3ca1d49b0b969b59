import type { IncomingComplaint, UnitKind } from '@zhiwei/contract'
import { type Client, signedInAs, type World } from './harness.ts'

/** Builders in the field's words: what a test does not name is ordinary. */

let counter = 0
const password = 'a good long password'

export function aComplaint(given: Partial<IncomingComplaint> = {}) {
  return {
    channel: 'hotline',
    complainant: { name: '王小明', phone: '13912341234' },
    subject: '空调安装迟到要求退款',
    text: '约好上午九点上门安装空调，等了三个小时没有人来，打电话也没人接，我要求退款。',
    ...given,
  }
}

export async function aUnit(admin: Client, name: string, kind: UnitKind = 'department') {
  const { status, body } = await admin.post('/units', { code: `u${++counter}`, name, kind })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body as { id: string; name: string }
}

/** A signed-in person with one of the shipped roles. */
export async function aPerson(world: World, admin: Client, role: string, unitId: string | null = null) {
  const { body: roles } = await admin.get('/roles')
  const roleId = roles.rows.find((row: { code: string }) => row.code === role)?.id
  const username = `${role}${++counter}`
  const { status, body } = await admin.post('/users', { username, name: `${role} ${counter}`, password, unitId, roleIds: [roleId] })
  if (status !== 201) throw new Error(JSON.stringify(body))
  const client = await signedInAs(world, username, password)
  return { ...client, id: body.id as string, username }
}

/** A registered complaint; the answer of intake. */
export async function aRegisteredCase(staff: Client, given: Partial<IncomingComplaint> = {}) {
  const { status, body } = await staff.post('/complaints', aComplaint(given))
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body as { caseId: string; number: string }
}

/** Brings a case to a status by the ordinary way, as someone who may do everything. */
export async function aCaseIn(status: string, staff: Client, unitId: string, given: Partial<IncomingComplaint> = {}) {
  const { caseId, number } = await aRegisteredCase(staff, { category: 'delivery.delay', ...given })
  const way: [string, string, object][] = [
    ['accepted', 'acceptance', {}],
    ['dispatched', 'dispatches', { unitId }],
    ['handling', 'receipts', {}],
    ['returned', 'returns', { result: '已核实，安装师傅迟到', finding: 'substantiated' }],
    ['reviewed', 'reviews', { verdict: 'pass' }],
    ['answered', 'answers', { text: '非常抱歉，我们已安排今日上门并减免安装费。' }],
    ['confirmed', 'followUps', { verdict: 'resolved', satisfaction: 4 }],
    ['caused', 'rootCauses', { code: 'people.process', text: '派工未确认师傅到位' }],
    ['closed', 'closure', {}],
    ['archived', 'archiving', {}],
  ]
  if (status === 'registered') return { id: caseId, number }
  for (const [reached, noun, body] of way) {
    const answer = await staff.post(`/cases/${caseId}/${noun}`, body)
    if (answer.status !== 201) throw new Error(`${noun}: ${JSON.stringify(answer.body)}`)
    if (reached === status) break
  }
  return { id: caseId, number }
}

type Handled = { satisfaction?: number; category?: string; phone?: number }
/** Cases of a unit a handler has worked from receipt to return, closed after a follow-up call with its score. */
export async function casesHandledBy(by: Client & { id: string }, admin: Client, unitId: string, many: number, given: Handled = {}) {
  const ids: string[] = []
  for (let at = 0; at < many; at++) {
    const phone = `138${String(10_000_000 + (given.phone ?? 0) + ids.length + Math.floor(Math.random() * 9_000_000))}`
    const { caseId } = await aRegisteredCase(admin, {
      category: given.category ?? 'delivery.delay',
      complainant: { name: '王小明', phone },
    })
    const way: [Client, string, object][] = [
      [admin, 'acceptance', {}],
      [admin, 'dispatches', { unitId, handlerId: by.id }],
      [by, 'receipts', {}],
      [by, 'returns', { result: '已核实', finding: 'substantiated' }],
      [admin, 'reviews', { verdict: 'pass' }],
      [admin, 'answers', { text: '非常抱歉，我们已安排今日上门并减免安装费。' }],
      [admin, 'followUps', { verdict: 'resolved', satisfaction: given.satisfaction ?? 4 }],
      [admin, 'rootCauses', { code: 'people.process', text: '派工未确认师傅到位' }],
      [admin, 'closure', {}],
    ]
    for (const [who, noun, body] of way) {
      const answer = await who.post(`/cases/${caseId}/${noun}`, body)
      if (answer.status !== 201) throw new Error(`${noun}: ${JSON.stringify(answer.body)}`)
    }
    ids.push(caseId)
  }
  return ids
}
