import { describe, expect, test } from 'vitest'
import { questionOfLaw, questionsOfPlan } from './propose-rules.ts'

const step = (title: string) => ({ title, detail: '', who: '' })
const plan = {
  title: '安装延误',
  steps: ['复述经过', '致歉并说明', '联系师傅', '约定新时间'].map(step),
  customerDuties: ['保持电话畅通', '家里留人'],
  companyDuties: ['两小时内回电'],
}
const other = { title: '断电', steps: ['确认安全'].map(step), customerDuties: ['不自行拆修'], companyDuties: [] }

describe('questions a plan proposes (出题)', () => {
  test('what comes first, what comes next, and what the company owes', () => {
    const asked = questionsOfPlan(plan, [other])
    expect(asked.map(({ kind, stem, options, answer }) => [kind, stem, options[answer]])).toEqual([
      ['step', '按预案《安装延误》，第一步做什么？', '复述经过'],
      ['step', '按预案《安装延误》，做完“复述经过”之后，下一步是什么？', '致歉并说明'],
      ['step', '按预案《安装延误》，做完“致歉并说明”之后，下一步是什么？', '联系师傅'],
      ['step', '按预案《安装延误》，做完“联系师傅”之后，下一步是什么？', '约定新时间'],
      ['duty', '在《安装延误》这类投诉里，下面哪一项是公司要做到的？', '两小时内回电'],
    ])
    for (const { options, stem } of asked) {
      expect(new Set(options).size).toBe(options.length)
      const done = /“(.+)”/.exec(stem)?.[1]
      expect(options).not.toContain(done)
    }
    expect(questionsOfPlan(plan, [other])).toEqual(asked)
  })

  test('with too little to choose from nothing is asked', () => {
    expect(questionsOfPlan({ ...plan, steps: [step('复述经过')], customerDuties: [] }, [])).toEqual([])
    expect(questionOfLaw({ name: '某法第一条', text: '七日内退货。' }, [{ name: '别的', text: '三年保存。' }])).toEqual([])
  })

  test('of a law article: its first sentence among those of others', () => {
    const [asked] = questionOfLaw({ name: '某法第一条', text: '七日内退货。运费自理。' }, [
      { name: '二', text: '三年保存。' },
      { name: '三', text: '七个工作日内告知。' },
    ])
    expect(asked?.options[asked.answer]).toBe('七日内退货。')
    expect(asked?.why).toBe('七日内退货。运费自理。')
  })
})
