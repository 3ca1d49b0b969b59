import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const guideOf = async (id: string, client = admin, language = 'zh') => (await client.get(`/cases/${id}/guide?language=${language}`)).body
type Item = { code: string; kind: string; text: string; done: null | { by: { name: string } } }
const itemOf = (guide: { steps: { items: Item[] }[] }, code: string) =>
  guide.steps.flatMap(({ items }) => items).find((one) => one.code === code)
const phraseOf = (guide: { phrases: { code: string }[] }, code: string) => guide.phrases.find((one) => one.code === code)

describe('the LSCIA guide on a case (处理指引)', () => {
  test('follows what was read in the complaint: who threatens to go outside gets the way for open conflict', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '你们再不退款三百元我就去12315投诉，气死我了，骗子公司！' })
    const guide = await guideOf(caseId)
    expect(guide).toMatchObject({ language: 'zh', basis: { stage: 4, emotion: { kind: 'angry' } }, current: 'listen', can: { tick: true } })
    expect(guide.steps.map(({ step }: { step: string }) => step)).toEqual(['listen', 'share', 'clarify', 'illustrate', 'ask'])
    expect(itemOf(guide, 'illustrate.supervisor')).toMatchObject({ kind: 'capture', done: null })
    expect(itemOf(guide, 'share.angry')?.text).toContain('生气')
  })

  test('says to the customer what is to be said in the customer’s language, to the colleague what to capture in theirs', async () => {
    const { caseId } = await aRegisteredCase(admin, {
      subject: 'Refund',
      text: 'The fridge you delivered is broken and nobody answers my calls. I want my money back, this is not acceptable.',
    })
    const guide = await guideOf(caseId)
    expect(guide.language).toBe('en')
    expect(itemOf(guide, 'listen.open')?.text).toMatch(/take your time/)
    expect(itemOf(guide, 'listen.facts')?.text).toMatch(/单号/)
  })

  test('ticks are kept with who and when, taken back, and begin anew with a new cycle', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const all = (await guideOf(id)).steps[0].items.filter(({ kind }: Item) => kind !== 'avoid')
    for (const { code } of all) expect(await admin.put(`/cases/${id}/guide/${code}`, { done: true })).toMatchObject({ status: 204 })
    const guide = await guideOf(id)
    expect(itemOf(guide, all[0].code)?.done).toMatchObject({ by: { name: expect.any(String) } })
    expect(guide.current).toBe('share')

    await admin.put(`/cases/${id}/guide/${all[0].code}`, { done: true })
    await admin.put(`/cases/${id}/guide/${all[0].code}`, { done: false })
    expect(await guideOf(id)).toMatchObject({ current: 'listen' })

    const { id: closed } = await aCaseIn('closed', admin, unitId)
    expect(await admin.put(`/cases/${closed}/guide/listen.facts`, { done: true })).toMatchObject({ status: 409 })
    await admin.post(`/cases/${closed}/reopening`, { reason: '又坏了' })
    expect(await admin.put(`/cases/${closed}/guide/listen.facts`, { done: true })).toMatchObject({ status: 204 })
  })

  test('what is to be avoided is not ticked, an unknown item is not found', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await admin.put(`/cases/${id}/guide/share.blame`, { done: true })).toMatchObject({ status: 404 })
    expect(await admin.put(`/cases/${id}/guide/share.nothing`, { done: true })).toMatchObject({ status: 404 })
  })

  test('a handler sees and ticks the guide of their own unit’s case, of no other; an auditor reads only', async () => {
    const other = await aUnit(admin, '物流部')
    const mine = await aPerson(world, admin, 'handler', unitId)
    const theirs = await aPerson(world, admin, 'handler', other.id)
    const auditor = await aPerson(world, admin, 'auditor')
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await guideOf(id, mine)).toMatchObject({ can: { tick: true } })
    expect(await mine.put(`/cases/${id}/guide/listen.facts`, { done: true })).toMatchObject({ status: 204 })
    expect(await theirs.get(`/cases/${id}/guide`)).toMatchObject({ status: 404 })
    expect(await theirs.put(`/cases/${id}/guide/listen.facts`, { done: true })).toMatchObject({ status: 404 })
    expect(await guideOf(id, auditor)).toMatchObject({ can: { tick: false } })
    expect(await auditor.put(`/cases/${id}/guide/listen.facts`, { done: false })).toMatchObject({ status: 403 })
  })
})

describe('phrases whose use and help are counted (说法)', () => {
  test('used once a case however often, helped by the last word, counted over all cases', async () => {
    const before = phraseOf(await guideOf((await aCaseIn('handling', admin, unitId)).id), 'framing.next') as unknown as { used: number }
    const { id } = await aCaseIn('handling', admin, unitId)
    const use = (body: object) => admin.post(`/cases/${id}/phrases/framing.next`, body)
    expect(await use({})).toMatchObject({ status: 204 })
    await use({})
    expect(phraseOf(await guideOf(id), 'framing.next')).toMatchObject({
      used: before.used + 1,
      helped: 0,
      notHelped: 0,
      here: { helped: null },
    })
    await use({ helped: true })
    await use({ helped: true })
    expect(phraseOf(await guideOf(id), 'framing.next')).toMatchObject({
      used: before.used + 1,
      helped: 1,
      notHelped: 0,
      here: { helped: true },
    })
    await use({ helped: false })
    const { id: another } = await aCaseIn('handling', admin, unitId)
    expect(phraseOf(await guideOf(another), 'framing.next')).toMatchObject({ used: before.used + 1, helped: 0, notHelped: 1, here: null })
    expect(await admin.post(`/cases/${id}/phrases/framing.none`, {})).toMatchObject({ status: 404 })
  })
})
