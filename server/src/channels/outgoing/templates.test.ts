import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aMailServer, textOf } from '../../../test/fake-mail-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { allowedVariables, problemsOf, render } from './render.ts'
import shipped from './shipped.json' with { type: 'json' }

describe('words of a template (模板)', () => {
  test('variables are put in as they are, and never read again', () => {
    expect(render('您好，{{number}}：{{ text }}', { number: 'A', text: '请看 {{number}}' })).toBe('您好，A：请看 {{number}}')
  })
  test('a line that would say nothing is left out', () => {
    expect(render('已受理。\n我们会在 {{dueAt}} 前答复您。\n谢谢', { dueAt: '' })).toBe('已受理。\n谢谢')
  })
  test.each([
    ['{{text}}', [], []],
    ['{{text}} {{phone}}', ['phone'], []],
    ['{{text}} {{#if number}}', ['#if number'], []],
    ['{{text}} {{constructor}}', ['constructor'], []],
    ['{{text}} {{number', ['{{'], []],
    ['收到了', [], ['text']],
  ])('%s', (template, unknown, lacking) => {
    expect(problemsOf('answered', template)).toEqual({ unknown, lacking })
  })
  test('every shipped template keeps to its own variables, in both languages', () => {
    for (const [kind, languages] of Object.entries(shipped))
      for (const words of Object.values(languages)) {
        expect([kind, problemsOf(kind as keyof typeof allowedVariables, words.body)]).toEqual([kind, { unknown: [], lacking: [] }])
        expect(problemsOf(kind as keyof typeof allowedVariables, words.subject).unknown).toEqual([])
      }
    expect(Object.keys(shipped).sort()).toEqual(Object.keys(allowedVariables).sort())
  })
})

describe('templates of a company', () => {
  let world: World
  let admin: Client
  let post: Awaited<ReturnType<typeof aMailServer>>
  const own = { subject: '收到啦（{{number}}）', body: '{{company}}收到了您的事情：{{number}}' }

  beforeAll(async () => {
    post = await aMailServer()
    world = await aWorld()
    Object.assign(world.deps.config, { smtpUrl: post.url, smtpFrom: '客户服务 <service@example.com>' })
    admin = await signedInAs(world)
  })
  afterAll(async () => {
    await world.close()
    await post.close()
  })
  const inForce = async (language = 'zh') =>
    (await admin.get('/channels/templates')).body.rows.find(
      (row: { kind: string; language: string }) => row.kind === 'received' && row.language === language,
    )

  test('one kind in one language gets words of its own, version by version', async () => {
    expect(await inForce()).toMatchObject({ inForce: { id: null, no: 0, writtenBy: null }, waiting: null, needed: [] })
    expect(await admin.post('/channels/templates/received/zh', own)).toMatchObject({ status: 201, body: { no: 1, state: 'inForce' } })
    expect(await admin.post('/channels/templates/received/zh', { ...own, body: `${own.body}。` })).toMatchObject({ body: { no: 2 } })
    const { body: versions } = await admin.get('/channels/templates/received/zh')
    expect(versions.rows.map(({ no, state }: { no: number; state: string }) => [no, state])).toEqual([
      [2, 'inForce'],
      [1, 'replaced'],
      [0, 'replaced'],
    ])
    expect(await inForce('en')).toMatchObject({ inForce: { no: 0 } })
  })

  test('variables nobody knows are refused by name', async () => {
    const refused = await admin.post('/channels/templates/received/zh', { subject: '收到', body: '{{phone}} {{#each cases}}' })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/body', detail: expect.stringContaining('phone') }] } })
    expect(await admin.post('/channels/templates/answered/zh', { subject: '答复', body: '我们答复了' })).toMatchObject({
      status: 400,
      body: { errors: [{ detail: expect.stringContaining('{{text}}') }] },
    })
  })

  test('a preview speaks of a real case', async () => {
    const { number } = await aCaseIn('registered', admin, (await aUnit(admin, '安装部')).id)
    const preview = { kind: 'received', language: 'zh', ...own, case: number }
    expect((await admin.post('/channels/template-previews', preview)).body).toMatchObject({
      subject: `收到啦（${number}）`,
      text: `治未测试收到了您的事情：${number}`,
      length: expect.any(Number),
    })
    expect(await admin.post('/channels/template-previews', { ...preview, case: '7K2M-9QX4' })).toMatchObject({ status: 404 })
  })

  test('where the setting asks it, another person puts it in force; until then the old words go out', async () => {
    const { body: settings } = await admin.get('/channels/outgoing-settings')
    await admin.put('/channels/outgoing-settings', { ...settings, needsApproval: true })
    const written = await admin.post('/channels/templates/received/zh', { subject: '新的', body: '新的写法 {{number}}' })
    expect(written).toMatchObject({ status: 201, body: { no: 3, state: 'waiting' } })
    expect(await inForce()).toMatchObject({ inForce: { no: 2 }, waiting: { no: 3 } })
    const decide = (who: Client, body: object) => who.post(`/channels/template-versions/${written.body.id}/decisions`, body)
    expect(await decide(admin, { verdict: 'approve' })).toMatchObject({ status: 403 })
    const other = await aPerson(world, admin, 'administrator')
    expect(await decide(other, { verdict: 'refuse' })).toMatchObject({ status: 400 })
    expect(await decide(other, { verdict: 'approve' })).toMatchObject({ status: 201, body: { state: 'inForce' } })
    expect(await decide(other, { verdict: 'approve' })).toMatchObject({ status: 409 })

    await aCaseIn('registered', admin, (await aUnit(admin, '客服部')).id, { complainant: { name: '李丽', email: 'li@example.com' } })
    await world.settle()
    await world.settle()
    expect(post.mails.map((mail) => textOf(mail))).toEqual([expect.stringContaining('新的写法')])
  })
})
