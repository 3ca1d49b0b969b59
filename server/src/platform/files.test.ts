import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { isDatabaseGone } from './database.ts'
import { createHttp, open, routesOf } from './http.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance
beforeAll(async () => {
  platform = await aPlatform()
  const { files } = platform.deps
  app = await createHttp({ ...platform.deps, authenticate: async () => null })
  routesOf(app).get('/file', open, (_request, reply) =>
    reply
      .header('Content-Length', 12)
      .header('Content-Disposition', 'attachment')
      .send(files.read(`ab/${'0'.repeat(32)}`)),
  )
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

describe('a stored file', () => {
  test('that is gone from the disk is answered as not found, not as a database that is away', async () => {
    const answer = await app.inject('/file')
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'NOT_FOUND', detail: '文件不在服务器上了，请管理员从备份恢复' })
    expect(answer.headers['content-disposition']).toBeUndefined()
  })
  test('and the socket of a database that is away are told apart', () => {
    expect(isDatabaseGone(Object.assign(new Error(), { code: 'ENOENT', syscall: 'connect' }))).toBe(true)
    expect(isDatabaseGone(Object.assign(new Error(), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  })
})
