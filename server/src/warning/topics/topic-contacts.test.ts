import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { eraseCases, sealEvents, systemActor } from '../../cases/index.ts'
import { aContact } from '../../contacts/contacts-for-tests.ts'
import { judgeContacts } from '../../contacts/index.ts'
import { contactSources } from '../../contacts-sources.ts'
import { gatherTopics } from './gather.ts'
import { noteContacts } from './take-contacts.ts'

// Who is unhappy in ordinary contacts speaks of the same matters as who complains (隐性不满入话题).

let world: World
let admin: Client

const everyday = [
  '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元。',
  '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是奶粉。',
  '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去取消。',
  '预约的安装师傅迟到三个小时，到了又说少带配件，改天再来，请假白请了。',
]
const lifts = [
  '滨江苑3栋的电梯从上周开始每天都停，物业说等配件，老人下不了楼',
  '我住滨江苑，滨江苑的电梯坏了三天，物业推说没有配件，家里老人下不了楼',
  '滨江苑电梯停运，物业一直说等配件，老人和孕妇天天爬楼',
  '滨江苑的电梯又停运了，找物业说配件没有到，老人没有办法下楼买菜',
]
const powders = [
  '青禾洗衣液洗完衣服全是白渣，换货要自己出邮费，客服一句话都没有',
  '青禾洗衣液洗完衣服上都是白渣，要求换货还让我自己出邮费，客服没有一句话',
]
const heaters = [
  '云栖牌X9热水器用了半个月就漏水，卫生间全是水，售后说要等厂家配件，一直没有人上门',
  '刚买的云栖牌X9热水器漏水，打售后电话说等配件，等了一周没有人上门来修',
]

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  for (const [at, text] of everyday.entries()) await complain(text, { phone: `1380013000${at}` })
})
afterAll(() => world.close())

const subjectOf = (text: string) =>
  text.includes('滨江苑') ? '滨江苑电梯停运没人修' : text.includes('热水器') ? '云栖牌X9热水器漏水' : text.slice(0, 16)
const complain = async (text: string, complainant: object) => {
  const { body } = await admin.post('/complaints', aComplaint({ text, subject: subjectOf(text), region: '华东', complainant }))
  await gather()
  return body.caseId as string
}
const angers = [
  '都说了三遍了，踢皮球是吧，太失望了，以后再也不信你们了',
  '等了这么久还是这句话，你们这态度真让人生气，我受够了',
  '呵呵，每次都让等，没有一个人负责，气死我了',
  '你们根本不把客户当回事，再也不会选你们',
]
let said = 0
/** A chat of a customer who goes away angry without complaining. */
const chat = async (text: string, complainant: object, given: object = {}) => {
  const turns = [
    { by: 'customer', text: '你好，在吗' },
    ...(text.includes('滨江苑') ? [{ by: 'customer', text: '我们滨江苑的电梯停运没人修' }] : []),
    { by: 'customer', text },
    { by: 'staff', text: '抱歉，这边查不到，请您再等等。' },
    { by: 'customer', text: angers[said++ % angers.length] },
  ]
  const occurredAt = world.clock.now().toISOString()
  const { body } = await admin.post('/contacts', aContact({ occurredAt, complainant, region: '华南', turns, ...given }))
  await judgeContacts(contactSources)(world.deps, world.tenantId)
  await gather()
  return body.contactId as string
}
const gather = async () => {
  await sealEvents(world.deps, world.tenantId)
  await gatherTopics(world.deps, world.tenantId)
}
const customer = (no: number) => ({ phone: `1391111${String(no).padStart(4, '0')}` })
const topicOf = async (word: string, who = admin) =>
  (await who.get('/topics')).body.rows.find(({ title }: { title: string }) => title.includes(word))
const detailOf = async (word: string, who = admin) => (await who.get(`/topics/${(await topicOf(word, who))?.id}`)).body
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)
const db = () => world.deps.database.tenant(world.tenantId)

describe('unhappy contacts in topics (不满联络入话题)', () => {
  const chats: string[] = []

  test('three customers unhappy about one matter make a topic that is warned of, though nobody complained', async () => {
    for (const no of [0, 1, 2]) chats.push(await chat(lifts[no] ?? '', customer(no)))
    const topic = await topicOf('滨江苑')
    expect(topic).toMatchObject({ cases: 0, contacts: 3, people: 3, lastWeek: 0, contactsLastWeek: 3, caseGrowth: 0, contactGrowth: 3 })
    expect(topic.contactTrend.at(-1)).toBe(3)
    expect(topic.trend.at(-1)).toBe(0)
    expect(topic.regions).toEqual([{ region: '华南', cases: 0, contacts: 3 }])
    expect(topic).toMatchObject({ example: null, contactExample: { contactId: chats[2], text: expect.stringContaining('电梯') } })
    expect(topic.heat).toBeGreaterThan(0)
    const { body } = await admin.get(`/warnings/${topic.warningId}`)
    expect(body).toMatchObject({ kind: 'topic', cases: 0, facts: { people: 3, cases: 0, unhappyContacts: 3 } })
    expect(body.contactIds.sort()).toEqual([...chats].sort())
  })

  test('a complaint joins them; the topic is called after it and tells both apart', async () => {
    const caseId = await complain(`${lifts[3]}，请尽快修好。`, customer(50))
    const topic = await detailOf('滨江苑')
    expect(topic).toMatchObject({ title: '滨江苑电梯停运没人修', cases: 1, contacts: 3, people: 4, days: expect.any(Array) })
    expect(topic.days.at(-1)).toMatchObject({ cases: 1, contacts: 3 })
    expect(idsOf(topic.caseRows)).toEqual([caseId])
    expect(idsOf(topic.contactRows).sort()).toEqual([...chats].sort())
    expect(topic.contactRows[0].subject).toContain('滨江苑')
    expect(topic.contactExamples).toHaveLength(3)
    expect(topic.words.join(' ')).toContain('电梯')
    for (const word of topic.words) expect(topic.title).toContain(word)
  })

  test('who goes away content joins no topic', async () => {
    const turns = [
      { by: 'customer', text: '滨江苑3栋的电梯几点保养？' },
      { by: 'staff', text: '每月一号上午。' },
      { by: 'customer', text: '好的，知道了，谢谢' },
    ]
    await chat('', customer(60), { turns })
    expect(await topicOf('滨江苑')).toMatchObject({ contacts: 3 })
  })

  test('one who gave no name counts as a person', async () => {
    chats.push(await chat(lifts[3] ?? '', {}))
    expect(await topicOf('滨江苑')).toMatchObject({ cases: 1, contacts: 4, people: 5 })
  })

  test('who complains of it later is counted by the complaint', async () => {
    await complain(`${lifts[0]}，一直没人管，我要投诉。`, customer(0))
    const topic = await detailOf('滨江苑')
    expect(topic).toMatchObject({ cases: 2, contacts: 3, people: 5 })
    expect(idsOf(topic.contactRows)).not.toContain(chats[0])
  })

  test('a contact that a person judges otherwise leaves', async () => {
    const { body } = await admin.get('/latent-customers?limit=100')
    const row = body.rows.find(({ contactId }: { contactId: string }) => contactId === chats[1])
    expect((await admin.post(`/latent-customers/${row.id}/dismissal`, { reason: '已电话核实，并无不满' })).status).toBe(201)
    await gather()
    expect(await topicOf('滨江苑')).toMatchObject({ cases: 2, contacts: 2, people: 4 })
  })

  test('nor is one lost that somebody is changing while topics are gathered', async () => {
    const lost = chats[3]
    await db()
      .transaction()
      .execute(async (tx) => {
        await sql`update contact set verdict = 'dismissed' where id = ${lost}`.execute(tx)
        await noteContacts(tx, world.tenantId, [lost ?? ''])
        await gather()
      })
    expect(await topicOf('滨江苑')).toMatchObject({ contacts: 2 })
    await gather()
    expect(await topicOf('滨江苑')).toMatchObject({ contacts: 1 })
  })

  test('who may read no contacts counts none, reads none and sees no topic of them alone', async () => {
    const legal = await aPerson(world, admin, 'legal')
    expect(await topicOf('滨江苑', legal)).toMatchObject({ cases: 2, contacts: 0, people: 2, contactExample: null })
    expect(await detailOf('滨江苑', legal)).toMatchObject({
      contactRows: [],
      contactExamples: [],
      regions: [{ region: '华东', contacts: 0 }],
    })
    for (const [at, text] of heaters.entries()) await chat(text, customer(70 + at))
    const topic = await topicOf('热水器')
    expect(topic).toMatchObject({ cases: 0, contacts: 2 })
    expect(await topicOf('热水器', legal)).toBeUndefined()
    expect((await legal.get(`/topics/${topic.id}`)).status).toBe(404)
  })

  test('after a restart a contact alone begins a topic with the next, and nothing is counted twice', async () => {
    const powder = await chat(powders[0] ?? '', customer(80))
    await sql`update topic_memory set revision = revision + 1`.execute(db())
    await chat(powders[1] ?? '', customer(81))
    await gather()
    const topic = await detailOf('青禾')
    expect(topic).toMatchObject({ cases: 0, contacts: 2 })
    expect(idsOf(topic.contactRows)).toContain(powder)
    expect(await topicOf('热水器')).toMatchObject({ contacts: 2 })
  })

  test('contacts are split off as cases are, come back with a merge, and leave again where it is taken back', async () => {
    const topic = await detailOf('热水器')
    const other = await topicOf('青禾')
    expect((await admin.post(`/topics/${topic.id}/splits`, {})).body.code).toBe('INPUT_INVALID')
    expect((await admin.post(`/topics/${topic.id}/splits`, { contactIds: idsOf(topic.contactRows) })).body.code).toBe('INPUT_INVALID')
    expect((await admin.post(`/topics/${topic.id}/splits`, { contactIds: [chats[2]] })).body.code).toBe('INPUT_INVALID')
    expect((await admin.post(`/topics/${topic.id}/merges`, { topicId: other.id })).status).toBe(201)
    const merged = (await admin.get(`/topics/${topic.id}`)).body
    expect(merged).toMatchObject({ contacts: 4, people: 4 })
    // Whoever sees the topic once a complaint has come reads its history: it quotes no contact, and neither does the name.
    expect(merged.history.at(-1).facts).toEqual({ topicId: other.id, title: null, cases: 2 })
    expect(merged.isNamed).toBe(false)
    expect((await admin.post(`/topics/${topic.id}/separations`, { topicId: other.id })).status).toBe(201)
    expect(await topicOf('热水器')).toMatchObject({ contacts: 2 })
    expect(await topicOf('青禾')).toMatchObject({ contacts: 2 })
    const [first] = idsOf(topic.contactRows)
    const split = await admin.post(`/topics/${topic.id}/splits`, { contactIds: [first], name: '热水器邮费' })
    expect(split.status).toBe(201)
    expect((await admin.get(`/topics/${split.body.id}`)).body).toMatchObject({ contacts: 1, contactRows: [{ id: first }] })
  })

  test('the largest are those with the most complaints and contacts', async () => {
    const { rows } = (await admin.get('/topics?sort=largest')).body
    const told = rows.map(({ cases, contacts }: { cases: number; contacts: number }) => cases + contacts)
    expect(told).toEqual([...told].sort((one, other) => other - one))
    expect(
      (await admin.get(`/topics?region=${encodeURIComponent('华南')}`)).body.rows.map(({ title }: { title: string }) => title),
    ).toHaveLength(2)
  })

  test('contacts of an import that is taken back leave', async () => {
    const told = powders.map((text, at) => `I-${at},2026-11-02 09:00,1360000010${at},1/5,"${text}，太失望了，气死我了"`)
    const form = new FormData()
    form.set('file', new Blob([['会话编号,时间,电话,评分,内容', ...told].join('\n')]), 'chats.csv')
    const encoded = new Response(form)
    const imported = await admin.post('/contact-imports', Buffer.from(await encoded.arrayBuffer()), {
      'content-type': encoded.headers.get('content-type') ?? '',
    })
    await judgeContacts(contactSources)(world.deps, world.tenantId)
    await gather()
    expect(await topicOf('青禾')).toMatchObject({ contacts: 4 })
    expect((await admin.delete(`/contact-imports/${imported.body.id}`)).body).toMatchObject({ undone: 2 })
    await gather()
    expect(await topicOf('青禾')).toMatchObject({ contacts: 2 })
  })

  test('what is called after contacts alone, as after its complaints are blanked, is told to who may read those and to nobody else', async () => {
    const legal = await aPerson(world, admin, 'legal')
    const { id, warningId } = await topicOf('滨江苑')
    expect((await legal.get(`/warnings/${warningId}`)).status).toBe(200)
    const { keys, clock } = world.deps
    const caseIds = idsOf((await admin.get(`/topics/${id}`)).body.caseRows)
    await db()
      .transaction()
      .execute((tx) => eraseCases({ tx, keys, actor: systemActor(world.tenantId), now: clock() }, caseIds, { reason: '客户要求' }))
    await gather()
    await world.settle()
    const { body: warning } = await admin.get(`/warnings/${warningId}`)
    expect(warning).toMatchObject({ caseRows: [], subject: (await admin.get(`/topics/${id}`)).body.title })
    expect((await legal.get(`/warnings/${warningId}`)).status).toBe(404)
    expect((await admin.post(`/warnings/${warningId}/label`, { verdict: 'true', note: '电梯停运属实' })).status).toBe(201)
    const titlesFor = async (who: Client) => {
      const { body } = await who.get('/measures/warningPrecision/items?from=2026-11-01&to=2026-11-30')
      return body.rows.flatMap((row: { id: string; title: string }) => (row.id === warningId ? [row.title] : []))
    }
    expect(await titlesFor(admin)).toEqual([warning.subject])
    expect(await titlesFor(legal)).toEqual(['topic'])
    const { body: crisis } = await admin.post('/crises', { title: '电梯停运', warningId })
    expect((await admin.get(`/crises/${crisis.id}`)).body.warning).toEqual({ id: warningId, subject: warning.subject })
    expect((await legal.get(`/crises/${crisis.id}`)).body).toMatchObject({ id: crisis.id, warning: null })
  })
})
