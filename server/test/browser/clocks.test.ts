import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from '../harness.ts'
import { doneWith, fillAct, sendAct, startAct } from './case-page.ts'
import { startBrowser } from './chromium.ts'
import { inBrowser } from './in-browser.ts'
import { watchForTroubles } from './troubles.ts'

// 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号, 2025-11-04, https://www.gov.cn/zhengce/content/202511/content_7047090.htm):
// 国庆节 10月1日（周四）至7日（周三）放假调休，共7天；9月20日（周日）、10月10日（周六）上班。
// Hours of the company: Monday to Friday 9:00–12:00 and 13:30–18:00.

/** An instant by the wall clock in Shanghai. */
const local = (time: string) => new Date(`${time}:00+08:00`).toISOString()

inBrowser('a clock over the National Day holiday of 2026 (国庆节的时限)', () => {
  let world: World
  let browser: Browser
  let url: string
  let admin: Client
  const troubles: string[] = []

  beforeAll(async () => {
    world = await aWorld()
    url = await world.app.listen({ port: 0, host: '127.0.0.1' })
    browser = await startBrowser()
    await threeWorkingDays()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** 答复: within 3 working days. */
  async function threeWorkingDays() {
    const limits = [{ regime: 'company', step: 'answer', amount: 3, unit: 'workingDay' }]
    const db = world.deps.database.tenant(world.tenantId)
    const { definition } = await db.selectFrom('process_version').select('definition').executeTakeFirstOrThrow()
    await db
      .updateTable('process_version')
      .set({ definition: JSON.stringify({ ...definition, limits }) })
      .execute()
  }

  /** It is this time, for the server, its clocks and the page alike. */
  async function itIs(time: string) {
    world.clock.set(local(time))
    await world.settle()
    admin = await signedInAs(world)
  }

  async function lookAt(id: string, time: string): Promise<Page> {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
    })
    const page = await context.newPage()
    await page.clock.setFixedTime(local(time))
    watchForTroubles(page, troubles)
    const signedIn = await page.request.post('/api/v1/sessions', { data: { username: 'admin', password: adminPassword } })
    expect(signedIn.status(), await signedIn.text()).toBe(201)
    await page.goto(`/cases/${id}`)
    await page.locator('[data-clock="company answer"]').waitFor()
    return page
  }
  const answerOn = (page: Page) => page.locator('[data-clock="company answer"]')
  const answerOf = async (id: string) =>
    (await admin.get(`/cases/${id}`)).body.clocks.find((clock: { step: string }) => clock.step === 'answer')

  test('is paused, extended and breached, each to the minute and with its reason on the page', async () => {
    await itIs('2026-09-30T16:00')
    const unit = await aUnit(admin, '安装部')
    const { id } = await aCaseIn('accepted', admin, unit.id)
    await world.settle()

    // 8, 9 and 10 October: the last is the make-up Saturday, at the close of hours.
    expect(await answerOf(id)).toMatchObject({ dueAt: local('2026-10-10T18:00'), state: 'running', assumed: false })

    await itIs('2026-10-08T10:00')
    const suspending = await lookAt(id, '2026-10-08T10:00')
    expect(await answerOn(suspending).textContent()).toContain('3 个工作日，自 09-30 16:00')
    await startAct(suspending, '挂起')
    await suspending.getByText('等客户', { exact: true }).click()
    await suspending.getByLabel('预计恢复时间').fill('2026-10-09 10:00')
    await suspending.getByLabel('预计恢复时间').press('Enter')
    await fillAct(suspending, '挂起', { typed: { 原因: '等客户补发票' } })
    await sendAct(suspending, '挂起')
    await doneWith(suspending, '挂起')
    await world.settle()
    await suspending.reload()
    await answerOn(suspending).getByText('挂起中：等客户：等客户补发票').waitFor()
    expect(await answerOf(id)).toMatchObject({ state: 'paused' })
    await suspending.context().close()

    await itIs('2026-10-09T10:00')
    expect(await admin.post(`/cases/${id}/resumptions`)).toMatchObject({ status: 201 })
    await world.settle()
    // Thursday's close of hours lay in the pause: that day is left out. Of working time 7.5 hours passed in it.
    expect(await answerOf(id)).toMatchObject({ dueAt: local('2026-10-12T18:00'), state: 'running', pausedMinutes: 450 })

    await itIs('2026-10-10T11:00')
    const extending = await lookAt(id, '2026-10-10T11:00')
    await answerOn(extending).getByText('曾暂停 7 小时 30 分').waitFor()
    await startAct(extending, '延期')
    await extending.getByLabel('新的期限').fill('2026-10-13 18:00')
    await extending.getByLabel('新的期限').press('Enter')
    await fillAct(extending, '延期', { typed: { 原因: '厂家鉴定周二出结果' } })
    await sendAct(extending, '延期')
    await doneWith(extending, '延期')
    await world.settle()
    expect(await answerOf(id)).toMatchObject({ dueAt: local('2026-10-13T18:00'), state: 'running' })
    await extending.context().close()

    await itIs('2026-10-13T17:59')
    expect(await answerOf(id)).toMatchObject({ state: 'running', percentTold: 90 })
    await itIs('2026-10-13T18:00')
    expect(await answerOf(id)).toMatchObject({ state: 'breached', breachedAt: local('2026-10-13T18:00'), dueAt: local('2026-10-13T18:00') })
    await world.settle()
    const kinds = (await admin.get(`/cases/${id}/timeline`)).body.rows.map(({ kind }: { kind: string }) => kind)
    expect(kinds.filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)

    const late = await lookAt(id, '2026-10-13T18:00')
    await answerOn(late).getByText('超时').first().waitFor()
    const words = await answerOn(late).textContent()
    expect(words).toContain('超时于 10-13 18:00')
    expect(words).toContain('延期至 10-13 18:00：厂家鉴定周二出结果 · 管理员')
    expect(words).toContain('等客户：等客户补发票')
    await late.context().close()
    expect(troubles).toEqual([])
  })
})
