import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { dropReceived } from '../../cases/files.ts'

describe('uploads (上传)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())
  const nameless = (path: string, content: string) =>
    admin.post(
      path,
      Buffer.from(
        `--x-b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n--x-b--\r\n`,
      ),
      { 'content-type': 'multipart/form-data; boundary=x-b' },
    )

  test('a file without a name is called file', async () => {
    const run = await nameless('/imports', '投诉内容\n停水三天没人管\n')
    expect(run.status).toBe(201)
    expect((await admin.get(`/imports/${run.body.id}`)).body.fileName).toBe('file')
    const { caseId } = await aRegisteredCase(admin)
    expect((await nameless(`/cases/${caseId}/files`, 'hello')).status).toBe(201)
    expect((await admin.get(`/cases/${caseId}`)).body.files).toMatchObject([{ name: 'file' }])
  })

  test.each([
    ['without a boundary', 'multipart/form-data', '--x-b\r\n'],
    [
      'that breaks off',
      'multipart/form-data; boundary=x-b',
      '--x-b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n投诉',
    ],
  ])('an upload %s is refused, not a fault', async (_what, contentType, body) => {
    const { caseId } = await aRegisteredCase(admin)
    for (const path of ['/imports', `/cases/${caseId}/files`]) {
      expect(await admin.post(path, Buffer.from(body), { 'content-type': contentType })).toMatchObject({
        status: 400,
        body: { code: 'INPUT_INVALID' },
      })
    }
  })

  test('bytes whose row may have been stored stay when the database goes away', async () => {
    const { files } = world.deps
    const { storageName } = await files.store(Readable.from([Buffer.from('hello')]), 100)
    await dropReceived(files, storageName, Object.assign(new Error('terminating connection'), { code: '57P01' }))
    expect(existsSync(files.pathOf(storageName))).toBe(true)
    await dropReceived(files, storageName, new Error('refused'))
    expect(existsSync(files.pathOf(storageName))).toBe(false)
  })
})
