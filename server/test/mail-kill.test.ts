import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anImapServer } from './fake-imap-server.ts'
import { aMailServer } from './fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from './harness.ts'
import { aMail, aMailAccount, aPicture } from './mails.ts'

// Issue 7: nothing lost and nothing doubled through kill -9, between fetching, storing and processing.

const size = 24
let world: World
let admin: Client
let mailbox: Awaited<ReturnType<typeof anImapServer>>
let post: Awaited<ReturnType<typeof aMailServer>>
const workers: ChildProcess[] = []

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  mailbox = await anImapServer({ clock: world.clock.now })
  post = await aMailServer()
  await aMailAccount(world, admin, { mailbox, post }, { mostPerSenderHour: 1_000 })
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await world.close()
  await mailbox.close()
  await post.close()
})

function startWorker() {
  const worker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', `${import.meta.dirname}/mail-worker.ts`], {
    env: {
      PATH: process.env.PATH,
      MAIL_DATABASE: world.db.appUrl,
      MAIL_TENANT: world.tenantId,
      MAIL_NOW: world.clock.now().toISOString(),
      MAIL_KEY: 'a test key that is long enough to be one',
      MAIL_DATA: dirname(dirname(dirname(world.deps.files.pathOf(`00/${'0'.repeat(32)}`)))),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push(worker)
  return worker
}

const count = async (state?: 'processed') => (await admin.get(`/mails${state ? `?state=${state}` : ''}`)).body.total.count

test('killed three times among many mails with pictures, each is one case with its picture', { timeout: 180_000 }, async () => {
  for (let at = 0; at < size; at++)
    mailbox.deliver(
      aMail({
        text: `第 ${at} 封：空调漏水没有人管`,
        messageId: `kill${at}@example.com`,
        parts: [{ name: `${at}.png`, type: 'image/png', content: aPicture() }],
      }),
    )
  // While fetching, while both, while processing.
  for (const [state, reached] of [
    [undefined, 3],
    ['processed', 4],
    ['processed', 10],
  ] as const) {
    const worker = startWorker()
    await expect.poll(() => count(state), { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(reached)
    worker.kill('SIGKILL')
    await new Promise((done) => worker.once('exit', done))
    // The killed one's lease runs out.
    world.clock.moveMinutes(2)
  }
  await world.settle()
  await world.settle()

  expect(await count('processed')).toBe(size)
  expect(await count()).toBe(size)
  const { body } = await admin.get('/cases?limit=200')
  expect(body.rows).toHaveLength(size)
  const inTenant = world.deps.database.tenant(world.tenantId)
  const files = await inTenant.selectFrom('stored_file').select('case_id').where('tenant_id', '=', world.tenantId).execute()
  expect(files).toHaveLength(size)
  expect(new Set(files.map(({ case_id }) => case_id)).size).toBe(size)
})
