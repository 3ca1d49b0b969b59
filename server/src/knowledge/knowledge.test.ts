import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { knowledgeSources } from '../knowledge-sources.ts'
import { watchKnowledge } from './index.ts'

let world: World
let admin: Client
let author: Awaited<ReturnType<typeof aPerson>>
let reviewer: Awaited<ReturnType<typeof aPerson>>
let agent: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  author = await aPerson(world, admin, 'quality')
  reviewer = await aPerson(world, admin, 'manager')
  agent = await aPerson(world, admin, 'agent')
})
afterAll(() => world.close())

const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
/** Days pass; sessions do not outlive them. */
async function daysPass(days: number) {
  world.clock.set(new Date(world.clock.now().getTime() + days * 86_400_000).toISOString())
  admin = await signedInAs(world)
  for (const person of [author, reviewer, agent]) Object.assign(person, await signedInAs(world, person.username, 'a good long password'))
}
const kindsOf = async (who: Client) => (await who.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind)
const sweep = () => watchKnowledge(knowledgeSources)(world.deps, world.tenantId)

const text = { trigger: '空调安装迟到', steps: [{ title: '核对约定' }], script: '给您添麻烦了', words: ['迟到'] }
const aPlan = (given: object = {}) => ({
  content: { kind: 'plan', title: '空调安装迟到', categories: ['delivery.installation'], text, ...given },
  reviewOn: inDays(100),
})
/** Written by the author, put in force by the reviewer. */
async function aPlanInForce(given: object = {}, care: object = {}) {
  const { body } = await author.post('/knowledge', { ...aPlan(given), ownerId: author.id, ...care })
  const submitted = await author.post(`/knowledge/${body.id}/submission`, { version: 1 })
  const approved = await reviewer.post(`/knowledge/${body.id}/decision`, { verdict: 'approved', version: submitted.body.version })
  expect(approved).toMatchObject({ status: 201 })
  return `/knowledge/${body.id}`
}
async function aLaw(article: string, given: object = {}) {
  const input = { law: '测试办法', article, text: '应当七日内答复。', validFrom: '2020-01-01', source: '公报', confidence: 'H', ...given }
  const { status, body } = await author.post('/laws', input)
  expect(status).toBe(201)
  return body as { id: string; version: number }
}

describe('a plan from draft to force (预案)', () => {
  test('is put in force by nobody who wrote on it, and the next version takes its place', async () => {
    const { body: made } = await author.post('/knowledge', aPlan())
    const at = `/knowledge/${made.id}`
    expect((await admin.get(at)).body).toMatchObject({ state: 'draft', can: { edit: true, decide: false } })
    expect(await agent.post('/knowledge', aPlan())).toMatchObject({ status: 403 })
    expect(await author.post(`${at}/submission`, { version: 1 })).toMatchObject({ status: 201, body: { version: 2 } })
    expect(await author.post(`${at}/decision`, { verdict: 'approved', version: 2 })).toMatchObject({ status: 403 })
    expect(await kindsOf(reviewer)).toContain('knowledgeWaiting')
    const refused = await reviewer.post(`${at}/decision`, { verdict: 'refused', note: '步骤太少', version: 2 })
    expect(refused.status).toBe(201)
    expect(await kindsOf(author)).toContain('knowledgeDecided')
    const better = {
      ...aPlan().content,
      text: { ...text, steps: [{ title: '核对约定' }, { title: '给确切时间', detail: '打 13912341234 给师傅' }] },
    }
    expect(await author.put(`${at}/draft`, { content: better, version: 3 })).toMatchObject({ status: 200 })
    expect(await author.put(`${at}/draft`, { content: better, version: 3 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    await author.post(`${at}/submission`, { version: 4 })
    expect(await author.put(`${at}/draft`, { content: better, version: 5 })).toMatchObject({ body: { code: 'ALREADY_DECIDED' } })
    await reviewer.post(`${at}/decision`, { verdict: 'approved', version: 5 })
    const first = (await agent.get(at)).body
    expect(first).toMatchObject({ state: 'inForce', inForceNo: 1, can: { manage: false, edit: false } })
    expect(first.versions[0].content.text.steps[1].detail).toBe('打 139****1234 给师傅')

    expect(await reviewer.post(`${at}/drafts`, { version: 6 })).toMatchObject({ status: 201 })
    await reviewer.put(`${at}/draft`, { content: { ...better, title: '安装迟到（新）' }, note: '改名', version: 7 })
    await reviewer.post(`${at}/submission`, { version: 8 })
    expect((await agent.get(at)).body).toMatchObject({ title: '空调安装迟到', next: { no: 2, state: 'review' } })
    expect(await reviewer.post(`${at}/decision`, { verdict: 'approved', version: 9 })).toMatchObject({ status: 403 })
    await author.post(`${at}/decision`, { verdict: 'approved', version: 9 })
    const second = (await agent.get(at)).body
    expect(second).toMatchObject({ title: '安装迟到（新）', inForceNo: 2 })
    expect(second.versions.map(({ no, state }: { no: number; state: string }) => [no, state])).toEqual([
      [2, 'inForce'],
      [1, 'replaced'],
    ])
    await author.post(`${at}/retirement`, { reason: '并入别的预案', version: 10 })
    expect((await agent.get(at)).body).toMatchObject({ state: 'retired', retired: { reason: '并入别的预案' } })
    expect(await author.post(`${at}/drafts`, { version: 11 })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
  })

  test('its owner is told before the review date, once, and the review gives it a new one', async () => {
    const at = await aPlanInForce({ title: '快到期的预案' }, { reviewOn: inDays(10), warnDays: 30 })
    expect((await author.get(at)).body.state).toBe('expiring')
    await sweep()
    await sweep()
    const due = (await author.get('/notices')).body.rows.filter(({ kind }: { kind: string }) => kind === 'knowledgeReviewDue')
    expect(due).toMatchObject([{ facts: { subject: '快到期的预案' } }])
    const { version } = (await author.get(at)).body
    expect(await author.post(`${at}/reviews`, { reviewOn: inDays(-1), note: '看过', version })).toMatchObject({ status: 400 })
    expect(await author.post(`${at}/reviews`, { reviewOn: inDays(200), note: '看过，仍适用', version })).toMatchObject({ status: 201 })
    expect((await author.get(at)).body).toMatchObject({ state: 'inForce', reviews: [{ note: '看过，仍适用' }] })
  })

  test('is found by words of its text, also by a sentence that says nearly the same', async () => {
    const found = async (q: string) =>
      (await agent.get(`/knowledge?q=${encodeURIComponent(q)}`)).body.rows.map(({ title }: { title: string }) => title)
    expect((await found('漏电'))[0]).toBe('产品安全隐患')
    expect(await found('退货签收之日起七日')).toContain('退款慢')
    expect(await found('完全不相干的火星文')).toEqual([])
    expect((await agent.get('/knowledge?category=security.leak')).body.rows).toEqual([])
    expect((await agent.get('/knowledge?category=security')).body.rows.map(({ title }: { title: string }) => title)).toEqual([
      '个人信息泄露与滥用',
    ])
  })

  test('the set that ships is whole and added once', async () => {
    expect((await author.post('/knowledge/starter-set', {})).body).toEqual({ added: 0 })
    const { rows } = (await agent.get('/knowledge?limit=200')).body
    expect(rows.filter(({ starter }: { starter: boolean }) => starter)).toHaveLength(13)
    const laws = (await agent.get('/laws?limit=200')).body.rows
    const unsure = laws.filter(
      (law: { article: string | null; text: { confidence: string; source: string } }) =>
        law.article && (law.text.confidence === 'L' || (law.text.confidence === 'M' && !law.text.source.includes('核对原文'))),
    )
    expect(unsure.filter(({ law }: { law: string }) => law !== '测试办法')).toEqual([])
  })
})

describe('law changes under a plan (法规变动)', () => {
  test('an article that ends flags every plan that cites it; the review clears it', async () => {
    const law = await aLaw('第一条')
    const one = await aPlanInForce({ title: '引用甲', citations: [law.id] })
    const two = await aPlanInForce({ title: '引用乙', citations: [law.id] })
    const other = await aPlanInForce({ title: '不引用' })
    const ending = await author.post(`/laws/${law.id}/ending`, { endsOn: inDays(60), reason: '新办法施行', version: law.version })
    expect(ending).toMatchObject({ status: 201, body: { ended: false, citedBy: 2 } })
    expect((await author.get(one)).body.flags).toBe(0)
    await daysPass(40)
    await sweep()
    await sweep()
    for (const at of [one, two]) expect((await author.get(at)).body).toMatchObject({ state: 'expiring', flags: 1 })
    expect((await author.get(other)).body).toMatchObject({ flags: 0 })
    expect((await author.get('/knowledge?flagged=true')).body.total.count).toBe(2)
    expect((await kindsOf(author)).filter((kind: string) => kind === 'lawChanged')).toHaveLength(2)
    await daysPass(30)
    const { version, allFlags } = (await author.get(one)).body
    expect(allFlags).toMatchObject([{ kind: 'ends', law: { article: '第一条', ended: true }, clearedAt: null }])
    await author.post(`${one}/reviews`, { reviewOn: inDays(300), note: '只用于办法施行前的旧案', version })
    expect((await author.get(one)).body).toMatchObject({
      state: 'inForce',
      flags: 0,
      allFlags: [{ verdict: 'kept', note: '只用于办法施行前的旧案' }],
    })

    // The other one is written anew without the article.
    const before = (await author.get(two)).body
    await author.post(`${two}/drafts`, { version: before.version })
    const content = { ...before.versions[0].content, citations: [] }
    await author.put(`${two}/draft`, { content, version: before.version + 1 })
    await author.post(`${two}/submission`, { version: before.version + 2 })
    await reviewer.post(`${two}/decision`, { verdict: 'approved', version: before.version + 3 })
    expect((await author.get(two)).body).toMatchObject({ flags: 0, allFlags: [{ verdict: 'rewritten' }] })
    await sweep()
    expect((await author.get('/knowledge?flagged=true')).body.total.count).toBe(0)
  })

  test('an article that says something else flags when the day has come, and shows both texts', async () => {
    const law = await aLaw('第二条')
    const at = await aPlanInForce({ title: '引用第二条', citations: [law.id] })
    const news = { text: '应当五日内答复。', validFrom: inDays(5), source: '公报', confidence: 'H', version: law.version }
    expect(await author.post(`/laws/${law.id}/texts`, { ...news, validFrom: '2019-01-01' })).toMatchObject({ status: 400 })
    expect(await author.post(`/laws/${law.id}/texts`, news)).toMatchObject({ status: 201, body: { text: { no: 1 } } })
    expect((await author.get(at)).body.flags).toBe(0)
    await daysPass(6)
    await sweep()
    expect((await author.get(at)).body.allFlags).toMatchObject([{ kind: 'text', textNo: 2 }])
    expect((await author.get(`/laws/${law.id}`)).body).toMatchObject({
      text: { no: 2, text: '应当五日内答复。' },
      texts: [{ no: 2 }, { no: 1, text: '应当七日内答复。' }],
      citing: [{ title: '引用第二条', flagged: true }],
    })
  })
})

describe('knowledge beside a case', () => {
  test('a plan is proposed by category and words, and what it did is counted once a case', async () => {
    const { caseId } = await aRegisteredCase(admin, {
      category: 'quality.safety',
      subject: '热水器漏电',
      text: '热水器漏电，把我电了一下，家里还有老人，吓死了。',
    })
    const { rows } = (await agent.get(`/cases/${caseId}/plans`)).body
    expect(rows[0]).toMatchObject({ title: '产品安全隐患', reasons: { category: 'same', words: ['漏电'] }, used: 0, here: null })
    const use = (body: object) => agent.post(`/cases/${caseId}/plan-uses`, { entryId: rows[0].id, ...body })
    expect(await use({})).toMatchObject({ status: 201, body: { used: 1, helped: 0 } })
    expect(await use({ helped: true })).toMatchObject({ body: { used: 1, helped: 1, notHelped: 0 } })
    expect((await agent.get(`/cases/${caseId}/plans`)).body.rows[0]).toMatchObject({ used: 1, helped: 1, here: { helped: true } })
  })

  test('a case becomes a candidate without names and numbers, once', async () => {
    const unit = await aUnit(admin, '安装部')
    const { id } = await aCaseIn('closed', admin, unit.id, {
      subject: '王小明投诉安装迟到',
      text: '我是王小明，电话13912341234，家住长安路3号楼502，李师傅说九点来，等了三个小时。订单号 2026112200012345。',
      complainant: { name: '王小明', phone: '13912341234' },
    })
    const made = await agent.post(`/cases/${id}/plan-candidates`, {})
    expect(made.status).toBe(201)
    const entry = (await agent.get(`/knowledge/${made.body.id}`)).body
    expect(entry).toMatchObject({ state: 'draft', fromCase: { id }, can: { edit: true, manage: false } })
    const said = JSON.stringify(entry.versions[0].content)
    for (const personal of ['王小明', '139', '1234', '2026112200012345', '502', '李师傅']) expect(said).not.toContain(personal)
    expect(entry.versions[0].content.text).toMatchObject({ script: '非常抱歉，我们已安排今日上门并减免安装费。' })
    expect(entry.versions[0].content.text.steps.map(({ title }: { title: string }) => title)).toContain('消除根因')
    expect(await agent.post(`/cases/${id}/plan-candidates`, {})).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    // Who proposed it writes on and hands it in; a colleague without the right does not.
    const colleague = await aPerson(world, admin, 'agent')
    const draft = { content: entry.versions[0].content, note: '补步骤', version: 1 }
    expect(await colleague.put(`/knowledge/${entry.id}/draft`, draft)).toMatchObject({ status: 403 })
    expect(await agent.put(`/knowledge/${entry.id}/draft`, draft)).toMatchObject({ status: 200 })
    expect(await agent.post(`/knowledge/${entry.id}/submission`, { version: 2 })).toMatchObject({ status: 201 })
  })

  test('a demand is held against law and register: founded, partly, unfounded or open, with the clause', async () => {
    const { caseId } = await aRegisteredCase(admin, {
      category: 'contract.membership',
      text: '我是会员，空调坏了你们不给退款，还要赔我误工费 500 元。',
      amountFen: 50_000,
    })
    const clause = {
      kind: 'membership',
      title: '安装延误补偿',
      clause: '安装迟到两小时以上，补偿至多 200 元。',
      tiers: ['ordinary', 'vip'],
    }
    const membership = {
      ...clause,
      remedy: 'compensation',
      maxFen: 20_000,
      categories: ['contract'],
      validFrom: '2020-01-01',
      source: '会员章程',
    }
    const { body: entitlement } = await author.post('/entitlements', membership)
    expect((await agent.get(`/cases/${caseId}/claim-checks`)).body).toMatchObject({
      proposed: [
        { remedy: 'refund', amountFen: 50_000 },
        { remedy: 'compensation', amountFen: 50_000 },
      ],
      last: null,
    })
    const check = (body: object) => agent.post(`/cases/${caseId}/claim-checks`, body)
    const demands = [{ remedy: 'compensation', amountFen: 50_000 }, { remedy: 'apology' }]
    expect((await check({ demands })).body.results).toMatchObject([
      { verdict: 'partly', grantedFen: 20_000, clauses: [{ title: '安装延误补偿', reasons: ['aboveMax'] }] },
      { verdict: 'unfounded', clauses: [{ reasons: ['otherRemedy'] }] },
    ])
    const withCondition = { ...membership, conditions: ['确认迟到两小时以上'], version: entitlement.version }
    expect((await author.put(`/entitlements/${entitlement.id}`, withCondition)).status).toBe(200)
    const verdicts = async (body: object) => (await check({ demands: [demands[0]], ...body })).body.results[0].verdict
    expect(await verdicts({})).toBe('open')
    const answer = (met: boolean) => ({ answers: [{ entitlementId: entitlement.id, condition: 0, met }] })
    expect(await verdicts(answer(true))).toBe('partly')
    expect(await verdicts(answer(false))).toBe('unfounded')
    expect((await agent.get(`/cases/${caseId}/claim-checks`)).body.last.results[0]).toMatchObject({ verdict: 'unfounded' })
  })

  test('a letter is filled from the case; what it does not know stands open', async () => {
    const unit = await aUnit(admin, '安装部二')
    const { id } = await aCaseIn('reviewed', admin, unit.id)
    const letters = (await agent.get(`/cases/${id}/letters`)).body.rows
    const founded = letters.find(({ title }: { title: string }) => title === '答复函（属实或部分属实）')
    const filled = (await agent.post(`/cases/${id}/letters`, { entryId: founded.id })).body
    expect(filled.text).toContain('尊敬的王先生/女士')
    expect(filled.text).toContain('结论是：属实')
    expect(filled.text).toContain('已核实，安装师傅迟到')
    expect(filled).toMatchObject({ missing: ['remedy'] })
    expect(filled.text).toContain('【处理方案】')
    const bad = { kind: 'letter', title: '错的', text: { body: '您好 {{phone}}' } }
    expect(await author.post('/knowledge', { content: bad, reviewOn: inDays(9) })).toMatchObject({ status: 400 })
  })

  test('whoever may not see the case gets nothing of it', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const unit = await aUnit(admin, '别的部门')
    const stranger = await aPerson(world, admin, 'handler', unit.id)
    for (const noun of ['plans', 'claim-checks', 'letters']) expect((await stranger.get(`/cases/${caseId}/${noun}`)).status).toBe(404)
    expect((await stranger.get('/knowledge')).status).toBe(200)
  })
})
