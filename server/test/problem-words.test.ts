import { type Problem, problems } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { englishOf, inEnglish, speakEnglish } from '../src/platform/request/english.ts'
import { problemWords } from '../src/problem-words/index.ts'
import { aWorld, origin, type World } from './harness.ts'
import { saidInProblems } from './said-in-problems.ts'

const chinese = /\p{Script=Han}/u
const blanks = (sentence: string) => sentence.split('{}').length - 1

describe('problems in the words of who asks (出错时用谁的语言)', () => {
  const said = [...saidInProblems().keys()].filter((sentence) => sentence !== '{}')

  test('every sentence the source says in a problem has its English, and no English is left over', () => {
    expect(said.length).toBeGreaterThan(800)
    expect(said.filter((sentence) => !problemWords[sentence])).toEqual([])
    expect(Object.keys(problemWords).filter((sentence) => !said.includes(sentence))).toEqual([])
  })

  test('the English keeps every value and, but for the columns of Chinese sheets, no Chinese', () => {
    const words = Object.entries(problemWords)
    expect(words.filter(([zh, en]) => blanks(zh) !== blanks(en))).toEqual([])
    expect(words.filter(([, en]) => chinese.test(en) && !en.includes('column'))).toEqual([])
    expect(Object.entries(problems).filter(([, { english }]) => chinese.test(english))).toEqual([])
  })

  test('values that are words of ours are said in English too, names stay', () => {
    speakEnglish(problemWords)
    expect(englishOf('按本类投诉的处理流程，这一步还缺：根因、满意度')).toBe(
      'By the process of this category this step still needs: root cause, satisfaction',
    )
    expect(englishOf('已有工作日历“上海仓库”，请换一个名称')).toBe('There is a calendar “上海仓库” already; choose another name')
    const problem: Problem = {
      type: '',
      title: '已经存在',
      status: 409,
      code: 'ALREADY_EXISTS',
      requestId: '1',
      detail: '这个部门代码已有，请换一个',
    }
    expect(inEnglish(problem)).toMatchObject({ title: 'It exists already', detail: 'This unit code is taken; choose another' })
  })
})

describe('a refused request (被拒绝的请求)', () => {
  let world: World
  beforeAll(async () => {
    world = await aWorld()
  })
  afterAll(() => world.close())
  const asked = (language?: string) =>
    world.app.inject({ url: '/api/v1/cases?limit=many', headers: language ? { 'accept-language': language } : {} })

  test('is answered in English to who reads English, and in Chinese to everybody else', async () => {
    const answer = await asked('en-GB,en;q=0.9')
    expect(answer.headers['content-language']).toBe('en')
    expect(answer.json()).toMatchObject({ code: 'NOT_SIGNED_IN', title: 'Please sign in' })
    for (const language of [undefined, 'zh-CN,en;q=0.5', 'fr']) expect((await asked(language)).json()).toMatchObject({ title: '请先登录' })
  })

  test('says in English what is wrong with a field', async () => {
    const { body } = await post('en')
    expect(body).toMatchObject({
      title: 'What was filled in is not right',
      errors: expect.arrayContaining([{ pointer: '#/username', detail: 'Required' }]),
    })
  })
  const post = async (language: string) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'accept-language': language, origin },
      payload: { password: 'x' },
    })
    return { body: answer.json() }
  }
})
