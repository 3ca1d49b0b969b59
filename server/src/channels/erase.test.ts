import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorld, signedInAs, type World } from '../../test/harness.ts'
import { eraseCases, systemActor } from '../cases/index.ts'
import { jobs } from '../jobs.ts'
import { newId } from '../platform/ids.ts'
import { runJobsOnce } from '../platform/jobs.ts'
import { aTalk, present } from './chat/chats-for-tests.ts'

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const rowsOf = async (query: ReturnType<typeof sql>) => (await query.execute(world.deps.database.tenant(world.tenantId))).rows

test('of an erased case nothing said in its talk and no mail is left, in any table, nor the bytes', async () => {
  const admin = await signedInAs(world)
  await present(admin)
  const { visitor, id } = await aTalk(world, admin)
  await visitor.details({ name: '王小明', phone: '13912341234' })
  await visitor.say('净水器漏水三天没人来')
  await visitor.picture(onePixel)
  const { body } = await admin.post(`/chats/${id}/complaint`, { subject: '净水器漏水', category: 'delivery.delay' })
  await world.settle()
  await world.settle()
  await visitor.end()
  await visitor.begin('question')
  await admin.post(`/cases/${body.caseId}/messages`, { text: '师傅明天上门' })
  await world.settle()
  await world.settle()
  const settings = { address: 'https://sms.example.com/send', keyId: 'zhiwei', secret: 'a secret of the gateway' }
  const { body: account } = await admin.post('/channels/accounts', { door: 'sms', name: '短信', settings })
  const mail = await world.deps.files.store(Readable.from([Buffer.from('raw')]), 100)
  await rowsOf(sql`
    insert into incoming_mail (tenant_id, id, account_id, uid_validity, uid, received_at, stored_at, size_bytes, sha256, storage_name, raw_key_cipher,
      state, sender_hash, sender_masked, subject_masked, head_cipher, case_id)
    values (${world.tenantId}, ${newId()}, ${account.id}, 1, 1, now(), now(), 3, ${mail.sha256}, ${mail.storageName}, ${Buffer.from('key')},
      'processed', ${Buffer.from('hash')}, '王**', '净水器', ${Buffer.from('head')}, ${body.caseId})`)
  const [picture] = (await rowsOf(sql`select storage_name from chat_file where chat_id = ${id}`)) as { storage_name: string }[]

  await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) =>
      eraseCases({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }, [body.caseId], {
        reason: 'test',
      }),
    )
  await world.settle()
  await runJobsOnce(world.deps, jobs)

  expect(await rowsOf(sql`select * from chat_message where chat_id = ${id} or kind = 'answer'`)).toEqual([])
  expect(await rowsOf(sql`select details_cipher, customer_id from chat where id = ${id}`)).toEqual([
    { details_cipher: null, customer_id: null },
  ])
  expect(await rowsOf(sql`select * from chat_file where chat_id = ${id}`)).toEqual([])
  expect(await rowsOf(sql`select * from outgoing_message where case_id = ${body.caseId}`)).toEqual([])
  expect(
    await rowsOf(
      sql`select storage_name, raw_key_cipher, head_cipher, sender_hash, sender_masked, subject_masked from incoming_mail where case_id = ${body.caseId}`,
    ),
  ).toEqual([{ storage_name: null, raw_key_cipher: null, head_cipher: null, sender_hash: null, sender_masked: null, subject_masked: null }])
  for (const name of [picture?.storage_name ?? '', mail.storageName]) await expect(buffer(world.deps.files.read(name))).rejects.toThrow()
})
