import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let lead: Person
let lin: Person
let other: Person
let plan: { id: string; title: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '热线一组', 'callCentre')).id
  lead = await aPerson(world, admin, 'supervisor', unitId)
  lin = await aPerson(world, admin, 'agent', unitId)
  other = await aPerson(world, admin, 'agent', (await aUnit(admin, '热线二组', 'callCentre')).id)
  const { body } = await admin.get('/knowledge?q=安装')
  plan = body.rows[0]
})
afterAll(() => world.close())

type Row = { id: string }
const day = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const theirs = async (agent: Person, given = {}) => {
  const { id } = await aCaseIn('accepted', admin, unitId, given)
  await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: agent.id })
  return id
}

/** Questions on the plan: proposed by rule, all approved. */
async function approvedQuestions() {
  const { body } = await lead.post('/quiz-questions/proposals', { entryId: plan.id })
  for (const { id, version } of body.rows) await lead.post(`/quiz-questions/${id}/decisions`, { verdict: 'approved', version })
  return (await lead.get(`/quiz-questions?entryId=${plan.id}&state=approved`)).body.rows
}

describe('quiz questions (出题)', () => {
  test('a plan proposes questions once; people approve them', async () => {
    const first = await lead.post('/quiz-questions/proposals', { entryId: plan.id })
    expect(first).toMatchObject({ status: 201 })
    expect(first.body.rows.length).toBeGreaterThan(2)
    expect(first.body.rows[0]).toMatchObject({ state: 'proposed', madeBy: null, source: { kind: 'plan', id: plan.id }, outdated: false })
    expect((await lead.post('/quiz-questions/proposals', { entryId: plan.id })).body.rows).toHaveLength(first.body.rows.length)
    const [{ id, version }] = first.body.rows
    const approved = await lead.post(`/quiz-questions/${id}/decisions`, { verdict: 'approved', version })
    expect(approved).toMatchObject({ status: 201, body: { state: 'approved', can: { approve: false } } })
    expect(await lead.post(`/quiz-questions/${id}/decisions`, { verdict: 'retired', version })).toMatchObject({ status: 409 })
  })

  test('what somebody wrote or changed is approved by somebody else', async () => {
    const question = {
      stem: '承诺了时间做不到，先做什么？',
      options: ['等客户来问', '主动告诉客户新的时间'],
      answer: 1,
      why: '预案要求主动告知',
    }
    const written = await lead.post('/quiz-questions', { ...question, entryId: plan.id })
    expect(written).toMatchObject({ status: 201, body: { kind: 'written', can: { approve: false } } })
    const { id } = written.body
    expect(await lead.post(`/quiz-questions/${id}/decisions`, { verdict: 'approved', version: 1 })).toMatchObject({ status: 403 })
    expect(await admin.post(`/quiz-questions/${id}/decisions`, { verdict: 'approved', version: 1 })).toMatchObject({ status: 201 })
    const changed = await admin.put(`/quiz-questions/${id}`, { ...question, why: '见第三步', version: 2 })
    expect(changed).toMatchObject({ status: 200, body: { state: 'proposed', can: { approve: false } } })
  })

  test('with two equal options, without a source, or without the right it is refused', async () => {
    const question = { stem: '题', options: ['甲', '甲'], answer: 0, why: '因为' }
    expect(await lead.post('/quiz-questions', { ...question, entryId: plan.id })).toMatchObject({ status: 400 })
    expect(await lead.post('/quiz-questions', { ...question, options: ['甲', '乙'] })).toMatchObject({ status: 400 })
    expect(await lin.post('/quiz-questions/proposals', { entryId: plan.id })).toMatchObject({ status: 403 })
    expect(await lin.get('/quiz-questions')).toMatchObject({ status: 403 })
  })

  test('of a law article; and of one that ends the question is outdated and not asked', async () => {
    const { body: laws } = await admin.get('/laws?limit=50')
    const law = laws.rows.find(
      ({ article, text }: { article: string | null; text: { confidence: string } }) => article && text.confidence !== 'L',
    )
    const { body } = await lead.post('/quiz-questions/proposals', { lawId: law.id })
    expect(body.rows).toMatchObject([{ kind: 'law', source: { kind: 'law', id: law.id } }])
    await lead.post(`/quiz-questions/${body.rows[0].id}/decisions`, { verdict: 'approved', version: 1 })
    expect(await admin.post(`/laws/${law.id}/ending`, { endsOn: day(0), reason: '废止', version: law.version })).toMatchObject({
      status: 201,
    })
    const seen = (await lead.get('/quiz-questions?state=approved')).body.rows.find(({ id }: Row) => id === body.rows[0].id)
    expect(seen).toMatchObject({ outdated: true, can: { approve: true } })
    expect(await lead.post(`/quiz-questions/${seen.id}/decisions`, { verdict: 'approved', version: 2 })).toMatchObject({ status: 404 })
  })
})

describe('quizzes (测验)', () => {
  test('ten questions at most; answers are told once it is handed in, and a wrong one leads to the plan', async () => {
    const asked = await approvedQuestions()
    const begun = await lin.post('/quizzes', { entryId: plan.id })
    expect(begun).toMatchObject({ status: 201, body: { doneAt: null, can: { answer: true } } })
    expect(begun.body.items.length).toBe(Math.min(10, asked.length))
    expect(begun.body.items.every((item: { answer: unknown; source: unknown }) => item.answer === null && item.source === null)).toBe(true)
    const answers = begun.body.items.map(({ stem }: { stem: string }) => asked.find((one: { stem: string }) => one.stem === stem).answer)
    answers[0] = answers[0] === 0 ? 1 : 0
    const done = await lin.post(`/quizzes/${begun.body.id}/answers`, { answers })
    expect(done).toMatchObject({ status: 201, body: { correct: answers.length - 1 } })
    expect(done.body.items[0]).toMatchObject({ given: answers[0], source: { kind: 'plan', id: plan.id }, why: expect.any(String) })
    expect(await lin.post(`/quizzes/${begun.body.id}/answers`, { answers })).toMatchObject({ status: 409 })
    expect((await lin.get('/quizzes')).body.rows[0]).toMatchObject({ id: begun.body.id, correct: answers.length - 1 })
  })

  test('seen by the person and whoever trains them: no colleague reads or answers it', async () => {
    const { body } = await lin.post('/quizzes', { entryId: plan.id })
    expect(await lead.get(`/quizzes/${body.id}`)).toMatchObject({
      status: 200,
      body: { can: { answer: false }, correct: null },
    })
    expect(await other.get(`/quizzes/${body.id}`)).toMatchObject({ status: 404 })
    expect(await lead.post(`/quizzes/${body.id}/answers`, { answers: [] })).toMatchObject({ status: 404 })
    expect(await other.get(`/quizzes?userId=${lin.id}`)).toMatchObject({ status: 404 })
  })

  test('a plan without approved questions has no quiz', async () => {
    const { body } = await admin.get('/knowledge?kind=plan&limit=50')
    const without = body.rows.find(({ id }: Row) => id !== plan.id)
    expect(await lin.post('/quizzes', { entryId: without.id })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
  })
})

describe('training plans (培训计划)', () => {
  const steps = (kinds: string[]) =>
    kinds.map((kind) => ({ kind, title: kind, entryId: kind === 'signOff' || kind === 'case' ? null : plan.id, dueOn: day(7) }))
  const give = (who: Client, input: object) => who.post('/training-plans', { userId: lin.id, kind: 'gap', title: '补短板：超时', ...input })

  test('of a gap: proposed, given with dates, read, passed, practised, signed; then it is done', async () => {
    await approvedQuestions()
    const { body: proposal } = await lead.get(`/training-proposals?userId=${lin.id}&kind=gap&measure=late&category=delivery`)
    expect(proposal.steps.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['read', 'case', 'signOff']))
    const given = await give(lead, {
      steps: steps(['read', 'quiz', 'case', 'signOff']),
      gap: { measure: 'late', category: null },
      mentorId: other.id,
    })
    expect(given).toMatchObject({
      status: 201,
      body: { done: 0, gap: { measure: 'late', count: expect.any(Number) }, mentor: { id: other.id } },
    })
    const { id } = given.body
    expect((await lin.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'trainingGiven' }))
    const complete = (who: Client, no: number, input = {}) => who.post(`/training-plans/${id}/steps/${no}/completion`, input)

    expect(await complete(lead, 1)).toMatchObject({ status: 403 })
    expect(await complete(lin, 1)).toMatchObject({ status: 201, body: { done: 1 } })
    expect(await complete(lin, 1)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect(await complete(lin, 2)).toMatchObject({ status: 409, body: { code: 'TRAINING_STEP_NOT_ALLOWED' } })
    expect(await complete(lead, 4)).toMatchObject({ status: 409, body: { code: 'TRAINING_STEP_NOT_ALLOWED' } })

    const quiz = (await lin.post('/quizzes', { planId: id, stepNo: 2 })).body
    expect((await lin.post('/quizzes', { planId: id, stepNo: 2 })).body.id).toBe(quiz.id)
    const asked = (await lead.get(`/quiz-questions?entryId=${plan.id}`)).body.rows
    const right = quiz.items.map(({ stem }: { stem: string }) => asked.find((one: { stem: string }) => one.stem === stem).answer)
    const failed = await lin.post(`/quizzes/${quiz.id}/answers`, { answers: right.map((answer: number) => (answer === 0 ? 1 : 0)) })
    expect(failed).toMatchObject({ status: 201, body: { passed: false } })
    const again = (await lin.post('/quizzes', { planId: id, stepNo: 2 })).body
    const answers = again.items.map(({ stem }: { stem: string }) => asked.find((one: { stem: string }) => one.stem === stem).answer)
    expect((await lin.post(`/quizzes/${again.id}/answers`, { answers })).body).toMatchObject({ passed: true, plan: { id, stepNo: 2 } })
    expect((await lin.get(`/training-plans/${id}`)).body).toMatchObject({ done: 2 })

    expect(await complete(other, 3, { caseId: await theirs(other) })).toMatchObject({ status: 400 })
    const { number } = (await other.get(`/cases/${await theirs(lin)}`)).body
    expect(await complete(other, 3, { caseId: 'ABCD-1234' })).toMatchObject({ status: 404 })
    expect(await complete(other, 3, { caseId: ` ${number.toLowerCase()} `, note: '先复述，做得好' })).toMatchObject({ status: 201 })
    expect((await other.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'trainingSignOff' }))
    expect(await complete(lin, 4)).toMatchObject({ status: 403 })
    expect(await complete(other, 4)).toMatchObject({ status: 201, body: { ended: 'done', done: 4 } })
  })

  test('the last two steps done at once end it', async () => {
    await approvedQuestions()
    const { id } = (await give(lead, { steps: steps(['read', 'quiz']) })).body
    const { body: quiz } = await lin.post('/quizzes', { planId: id, stepNo: 2 })
    const asked = (await lead.get(`/quiz-questions?entryId=${plan.id}`)).body.rows
    const answers = quiz.items.map(({ stem }: { stem: string }) => asked.find((one: { stem: string }) => one.stem === stem).answer)
    await Promise.all([lin.post(`/training-plans/${id}/steps/1/completion`), lin.post(`/quizzes/${quiz.id}/answers`, { answers })])
    expect((await lin.get(`/training-plans/${id}`)).body).toMatchObject({ done: 2, ended: 'done', version: 3 })
  })

  test('new staff go step by step (新人上岗)', async () => {
    const { body: proposal } = await lead.get(`/training-proposals?userId=${lin.id}&kind=newStaff`)
    expect(proposal.steps.at(-1)).toMatchObject({ kind: 'signOff' })
    const { body } = await give(lead, { kind: 'newStaff', title: '新人上岗', steps: steps(['read', 'read', 'signOff']) })
    expect(body.steps.map(({ ready }: { ready: boolean }) => ready)).toEqual([true, false, false])
    expect(await lin.post(`/training-plans/${body.id}/steps/2/completion`)).toMatchObject({ status: 409 })
    expect((await lin.post(`/training-plans/${body.id}/steps/1/completion`)).body.steps[1]).toMatchObject({
      ready: true,
      can: { complete: true },
    })
    expect(await lead.post(`/training-plans/${body.id}/ending`, { version: 2 })).toMatchObject({ status: 201, body: { ended: 'stopped' } })
    expect(await lin.post(`/training-plans/${body.id}/steps/2/completion`)).toMatchObject({ status: 409 })
  })

  test('nobody trains themselves, gives one without the right, or reads another’s', async () => {
    const { body } = await give(lead, { steps: steps(['read']) })
    expect(await give(lin, { userId: other.id, steps: steps(['read']) })).toMatchObject({ status: 403 })
    expect(await give(lead, { userId: lead.id, steps: steps(['read']) })).toMatchObject({ status: 403 })
    expect(await give(lead, { steps: [{ kind: 'read', title: '读', dueOn: day(3) }] })).toMatchObject({ status: 400 })
    expect(await give(lead, { steps: [{ kind: 'signOff', title: '签字', dueOn: day(-3) }] })).toMatchObject({ status: 400 })
    expect(await other.get(`/training-plans/${body.id}`)).toMatchObject({ status: 404 })
    expect((await other.get('/training-plans')).body.rows.map(({ id }: Row) => id)).not.toContain(body.id)
    expect((await lin.get('/training-plans?state=open')).body.rows.map(({ id }: Row) => id)).toContain(body.id)
  })

  test('who sees the cases of a unit trains its people alone; a partner sees nothing', async () => {
    const { body: role } = await admin.post('/roles', {
      code: 'unitTrainer',
      name: '部门教员',
      permissions: ['cases:readUnit', 'coaching:give', 'identity:read'],
    })
    const make = async (roleId: string, unit: string) => {
      const username = `trainer${unit.slice(-6)}`
      await admin.post('/users', { username, name: '教员', password: 'a good long password', unitId: unit, roleIds: [roleId] })
      return signedInAs(world, username, 'a good long password')
    }
    const trainer = await make(role.id, unitId)
    expect(await trainer.get(`/skills?userId=${lin.id}`)).toMatchObject({ status: 200 })
    expect(await trainer.get(`/skills?userId=${other.id}`)).toMatchObject({ status: 404 })
    expect(await give(trainer, { userId: other.id, steps: steps(['read']) })).toMatchObject({ status: 404 })
    const partner = await aPerson(world, admin, 'partner', (await aUnit(admin, '安捷', 'partner')).id)
    expect(await give(lead, { userId: partner.id, steps: steps(['read']) })).toMatchObject({ status: 403 })
    for (const address of ['/skills', '/staff-figures', '/training-plans', '/quizzes'])
      expect(await partner.get(address)).toMatchObject({ status: 403 })
  })
})
