import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { dropFile, factOf, importAll, search, undoImport } from './wizard.ts'

// The main job on real input: a year of messages to a city, as they came, without preparing the file.

const file = join(process.env.DATASETS_DIR ?? 'datasets', 'gov-messages', 'messages.csv')
/** Number, hour and subject as they stand in the file; both of its date forms. */
const samples = [
  { externalId: '360114', written: '2017-06-08 17:31:20', at: '2017-06-08T09:31:20.000Z', subject: 'A市经济学院体育学院变相强制实习' },
  {
    externalId: '188006',
    written: '2019/2/28 11:25:05',
    at: '2019-02-28T03:25:05.000Z',
    subject: 'A3区一米阳光婚纱艺术摄影是否合法纳税了？',
  },
  {
    externalId: '269251',
    written: '2019/9/30 19:06:49',
    at: '2019-09-30T11:06:49.000Z',
    subject: '投诉A市保险职业学院校园一卡通捆绑消费联通卡',
  },
]

if (existsSync(file)) inBrowser('importing 3,304 real messages (真实留言)', () => examples())
else describe.skip(`importing real messages (skipped: no ${file})`, () => test('needs DATASETS_DIR', () => {}))

function examples() {
  const office = useOffice()

  test('every row comes in with its time, any two characters find it, and all of it is taken back', async () => {
    const page = await office.desk(office.boss)
    await dropFile(page, file, '3,304')
    expect(await factOf(page, '行')).toBe('3,304')
    expect(await factOf(page, '有错误，将跳过')).toBe('0')
    expect(await factOf(page, '投诉时间')).toBe('2017-06-08 至 2019-09-30')
    expect(await page.getByRole('radio', { name: '历史' }).isChecked()).toBe(true)
    await importAll(page, '3,304')

    await page.getByRole('link', { name: '查看这些工单' }).click()
    await page.getByText('共 3,304 条').waitFor()
    expect(await samplesIn(page)).toEqual(samples.map(({ subject, at }) => ({ subject, receivedAt: at, status: 'closed' })))
    await search(page, '麻将', 46)

    await page.goBack()
    await undoImport(page)
    expect(await factOf(page, '已撤回')).toBe('3,304')
    await page.goto('/cases?q=麻将')
    await page.getByText('没有找到“麻将”').waitFor()
  }, 240_000)

  /** First and last by time, and one found by its subject, as the list gives them. */
  async function samplesIn(page: Page) {
    const rowsOf = async (query: string) => (await (await page.request.get(`/api/v1/cases?limit=1&${query}`)).json()).rows
    const found = [
      ...(await rowsOf('sort=receivedAt')),
      ...(await rowsOf(`q=${encodeURIComponent('一米阳光婚纱')}`)),
      ...(await rowsOf('sort=-receivedAt')),
    ]
    return found.map(({ subject, receivedAt, status }) => ({ subject, receivedAt, status }))
  }
}
