import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

describe('what is said and shown (工单)', () => {
  let world: World
  let admin: Client
  let unit: { id: string; name: string }

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unit = await aUnit(admin, '维修部')
  })
  afterAll(() => world.close())

  test('a phone number is masked until somebody asks with a reason, which stands on the timeline', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '赵六', phone: '13612345678' } })
    expect((await admin.post(`/cases/${caseId}/reveals`, { field: 'phone' })).status).toBe(400)
    expect(await admin.post(`/cases/${caseId}/reveals`, { field: 'phone', reason: '回电核实' })).toMatchObject({
      status: 201,
      body: { value: '13612345678' },
    })
    const { body } = await admin.get(`/cases/${caseId}/timeline`)
    expect(body.rows).toContainEqual(expect.objectContaining({ kind: 'case.revealed', reason: '回电核实', facts: { field: 'phone' } }))
    expect(JSON.stringify(body)).not.toContain('13612345678')
  })
  test('people of a partner firm see no original text, whatever their role says', async () => {
    const partner = await aUnit(admin, '快修服务商', 'partner')
    const fitter = await aPerson(world, admin, 'agent', partner.id)
    const { caseId } = await aRegisteredCase(admin)
    expect((await admin.post(`/cases/${caseId}/reveals`, { field: 'text', reason: '核实' })).status).toBe(201)
    expect(await fitter.post(`/cases/${caseId}/reveals`, { field: 'text', reason: '想看' })).toMatchObject({ status: 403 })
  })
  test('links to cases of other units are not shown', async () => {
    const { id } = await aCaseIn('handling', admin, unit.id, { text: '本部门的事' })
    const other = await aRegisteredCase(admin, { text: '别的部门的事' })
    await admin.post(`/cases/${id}/links`, { kind: 'related', caseId: other.caseId })
    const handler = await aPerson(world, admin, 'handler', unit.id)
    expect((await admin.get(`/cases/${id}`)).body.links).toHaveLength(1)
    expect((await handler.get(`/cases/${id}`)).body.links).toEqual([])
  })
  test('notes without end leave the case able to act', async () => {
    const { caseId } = await aRegisteredCase(admin)
    for (let note = 0; note < 12; note++) {
      const text = Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * (note + 7) * 31 + at) % 20_000))).join('')
      expect((await admin.post(`/cases/${caseId}/notes`, { text })).status).toBe(201)
    }
    expect((await admin.post(`/cases/${caseId}/withdrawal`, { reason: '客户撤诉' })).status).toBe(201)
  })
  test('a file is typed by its content, kept under a random name, downloaded as an attachment', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const sent = await upload(admin, `/cases/${caseId}/files`, '../../照片.html', png)
    expect(sent.status).toBe(201)
    const { files } = (await admin.get(`/cases/${caseId}`)).body
    expect(files[0]).toMatchObject({ contentType: 'image/png', sizeBytes: png.length, name: '照片.html' })
    const got = await admin.get(`/files/${files[0].id}`)
    expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(got.headers['content-disposition']).toMatch(/^attachment/)
    expect((await upload(admin, `/cases/${caseId}/files`, 'x.png', Buffer.from([0, 1, 2, 3, 255]))).status).toBe(415)
  })
})

async function upload(client: Client, url: string, name: string, content: Buffer) {
  const boundary = 'x-boundary'
  const payload = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return client.post(url, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
