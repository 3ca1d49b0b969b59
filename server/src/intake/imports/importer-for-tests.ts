import { afterAll, beforeAll, expect } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { intakeSources } from '../../intake-sources.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { importJobs } from './index.ts'

/** Uploads, reads and commits files as a person would, with the jobs run in this process. */
function importerOf(world: World, client: Client) {
  const work = () => runJobsOnce(world.deps, importJobs(intakeSources))
  const detail = async (id: string) => (await client.get(`/imports/${id}`)).body
  const upload = async (name: string, content: Buffer | string) => {
    const boundary = 'x-boundary'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)])
    const { status, body } = await client.post('/imports', payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
    expect(status).toBe(201)
    return body.id as string
  }
  return {
    work,
    detail,
    upload,
    async read(name: string, content: Buffer | string) {
      const id = await upload(name, content)
      await work()
      return detail(id)
    },
    async commit(id: string, as?: string) {
      expect((await client.post(`/imports/${id}/commit`, as ? { as } : {})).status).toBe(202)
      await work()
      return detail(id)
    },
    /** The answer waits for the job, so that both are begun together. */
    async undo(id: string) {
      const undoing = client.delete(`/imports/${id}`)
      while ((await detail(id)).state !== 'undone') await new Promise(setImmediate)
      await work()
      expect((await undoing).status).toBe(200)
      return detail(id)
    },
    casesOf: async (id: string) => (await client.get(`/cases?importId=${id}&limit=200&sort=receivedAt`)).body,
  }
}

/** A house of its own with an administrator who imports, for the examples of a file. */
export function useImporter() {
  const desk = {} as { world: World; admin: Client; importer: ReturnType<typeof importerOf> }
  beforeAll(async () => {
    desk.world = await aWorld()
    desk.admin = await signedInAs(desk.world)
    desk.importer = importerOf(desk.world, desk.admin)
  })
  afterAll(() => desk.world.close())
  return desk
}
