import { describe, expect, test } from 'vitest'
import { aPerson } from '../../test/builders.ts'
import { angry, kindsOf, useReadings } from './readings-for-tests.ts'

const office = useReadings()

describe('the laboratory (文本实验室)', () => {
  test('a text is analysed for everybody who is signed in, and nothing is stored', async () => {
    const agent = await aPerson(office.world, office.admin, 'agent')
    const before = (await office.admin.get('/cases')).body.total.count
    const { status, body } = await agent.post('/text/analyses', { text: angry })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      language: 'zh',
      categoryBasis: expect.stringMatching(/^(model|seeds)$/),
      categoryReasons: expect.arrayContaining([expect.objectContaining({ code: 'seedWord', span: expect.any(Array) })]),
      sentiment: expect.any(String),
      emotion: { level: expect.any(Number) },
      stage: { level: expect.any(Number), reasons: expect.any(Array) },
      severity: expect.any(String),
      keywords: expect.any(Array),
      entities: expect.any(Array),
    })
    expect(body.category[0]).toMatchObject({ code: expect.any(String), probability: expect.any(Number) })
    expect(kindsOf(body.signals)).toEqual(expect.arrayContaining(['regulator', 'legal', 'compensation', 'personalData']))
    const [phone] = body.personalData
    expect(angry.slice(...(phone.span as [number, number]))).toBe('13912345678')
    expect((await office.admin.get('/cases')).body.total.count).toBe(before)
  })

  test('a conversation says how it went, with the turn that shows it', async () => {
    const turns = [
      { by: 'customer', text: '请问我的订单什么时候发货？' },
      { by: 'staff', text: '您好，正在为您核实。' },
      { by: 'customer', text: '都问了三次了还没有结果，再这样我就去12315投诉！' },
    ]
    const { status, body } = await office.admin.post('/text/analyses', { turns })
    expect(status).toBe(200)
    expect(body.stage.level).toBeGreaterThanOrEqual(3)
    expect(body.signals).toContainEqual(expect.objectContaining({ kind: 'regulator', turn: 2 }))
  })

  test('a deadline of the customer is told in hours', async () => {
    const { body } = await office.admin.post('/text/analyses', { text: '三天之内给我答复' })
    expect(body.signals).toContainEqual(expect.objectContaining({ kind: 'deadline', withinHours: 72 }))
  })

  test('one of both, within limits', async () => {
    const refused = [{}, { text: 'x', turns: [{ by: 'customer', text: 'y' }] }, { text: '长'.repeat(20_001) }, { turns: [] }, { text: '' }]
    for (const body of refused) expect((await office.admin.post('/text/analyses', body)).status).toBe(400)
  })
})
