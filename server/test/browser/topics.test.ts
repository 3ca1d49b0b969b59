import { expect, test } from 'vitest'
import { aRegisteredCase } from '../builders.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const lifts = [
  '滨江苑3栋的电梯从上周开始每天都停，物业说等配件，老人下不了楼，请尽快修好。',
  '我住滨江苑，滨江苑的电梯坏了三天，物业推说没有配件，家里老人下不了楼。',
  '滨江苑电梯停运，物业一直说等配件，老人和孕妇天天爬楼，物业费照收。',
]

/** Against what is told every day, the matter stands out. */
const everyday = [
  ['空调修了两次还是不制冷', '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元。'],
  ['快递显示签收没收到货', '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是奶粉。'],
  ['换套餐以后多扣费', '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去取消。'],
  ['安装师傅迟到三个小时', '预约的安装师傅迟到三个小时，到了又说少带配件，改天再来，请假白请了。'],
]

inBrowser('hot topics (热点话题)', () => {
  const office = useOffice()

  test('what three people tell becomes a topic with a warning; a person opens its rows, names it, dismisses it and brings it back', async () => {
    for (const [subject, text] of everyday) await aRegisteredCase(office.admin, { subject: subject ?? '', text: text ?? '' })
    for (const [at, text] of lifts.entries()) {
      const complainant = { name: `业主${at}`, phone: `1390000222${at}` }
      await aRegisteredCase(office.admin, { complainant, subject: '滨江苑电梯停运没人修', text, region: at ? '华东' : '华南' })
    }
    const page = await office.desk(await office.hire('supervisor', '石丽华'), '/topics')
    const title = page.getByRole('link', { name: '滨江苑电梯停运没人修' })
    // The page asks again by itself; a sweep gathers every two seconds.
    await title.waitFor({ timeout: 60_000 })
    await page.getByText('3 人').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: '已预警' }).waitFor({ timeout: 60_000 })
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.getByRole('link', { name: '华东 2' }).click()
    await page.getByRole('heading', { name: '背后的工单：华东' }).waitFor()
    expect(await page.locator('.topic-cases > li').count()).toBe(2)
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: '已预警' }).waitFor()

    await page.getByRole('button', { name: '命名', exact: true }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('滨江苑电梯')
    await page.getByRole('dialog').getByRole('button', { name: '命名', exact: true }).click()
    await page.getByRole('heading', { name: '滨江苑电梯', exact: true }).waitFor()

    await page.getByRole('button', { name: '忽略', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('物业已停运检修，公告已发')
    await page.getByRole('dialog').getByRole('button', { name: '忽略', exact: true }).click()
    await page.getByText('石丽华 忽略了这个话题：物业已停运检修，公告已发').waitFor()
    await page.goto('/topics?state=dismissed')
    await page.getByRole('link', { name: '滨江苑电梯', exact: true }).click()
    await page.getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByRole('button', { name: '忽略', exact: true }).waitFor()
  })
})
