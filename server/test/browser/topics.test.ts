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

const heaters = [
  '云栖厂家的青禾X9热水器用了半个月就漏水，卫生间全是水，售后说要等配件，一直没有人上门',
  '刚买的青禾X9热水器漏水，打售后电话说等配件，等了一周没有人上门来修',
  '青禾X9热水器漏水半个月，售后一直说等配件，没有人上门，卫生间泡坏了',
]
const angers = [
  '都说了三遍了，踢皮球是吧，太失望了，以后再也不买你们家的了',
  '等了这么久还是这句话，你们这态度真让人生气，我受够了',
  '呵呵，每次都让等，没有一个人负责，气死我了',
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

  test('a topic begun by three unhappy chats, later joined by a complaint, opens with both', async () => {
    for (const [at, text] of heaters.entries()) {
      const turns = [
        { by: 'customer', text: '青禾X9热水器漏水没人修' },
        { by: 'customer', text },
        { by: 'staff', text: '抱歉，还在等配件，请您耐心等待。' },
        { by: 'customer', text: angers[at] },
      ]
      const contact = {
        channel: 'chat',
        occurredAt: new Date().toISOString(),
        complainant: { phone: `1390000333${at}` },
        turns,
        region: '华北',
      }
      expect((await office.admin.post('/contacts', contact)).status).toBe(201)
    }
    const page = await office.desk(await office.hire('supervisor', '许正清'), '/topics')
    const topic = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /热水器漏水/ }) })
    await topic.getByRole('link', { name: '3 次不满联络' }).waitFor({ timeout: 60_000 })
    await topic.getByText('没有投诉', { exact: true }).waitFor()
    expect(await topic.getByRole('link', { name: /^\d+ 件$/ }).count()).toBe(0)

    await aRegisteredCase(office.admin, {
      complainant: { name: '赵敏', phone: '13900004440' },
      subject: '青禾X9热水器漏水没人修',
      text: `${heaters[0]}。我要投诉。`,
      region: '华北',
    })
    await topic.getByRole('link', { name: '1 件', exact: true }).waitFor({ timeout: 60_000 })
    await topic.getByText('4 人').waitFor()
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
    await topic.getByRole('link', { name: /热水器漏水/ }).click()
    await page.getByRole('heading', { name: '没有投诉的客户怎么说' }).waitFor()
    expect(await tooWide(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(await page.getByRole('heading', { name: '客户原话' }).count()).toBe(1)
    await page.getByRole('heading', { name: '背后的工单' }).waitFor()
    await page.getByRole('heading', { name: '背后的不满联络' }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: '青禾X9热水器漏水没人修' }).first().click()
    const talk = page.getByRole('dialog')
    await talk.getByText('抱歉，还在等配件，请您耐心等待。').waitFor()
    await talk.getByRole('button', { name: /关闭|Close/ }).click()
    await page
      .getByRole('checkbox', { name: /^选择联络/ })
      .first()
      .check()
    await page.getByRole('button', { name: '拆出所选' }).click()
    await page.getByRole('dialog').getByLabel('新话题的名称（可不填）').fill('X9 另一批')
    await page.getByRole('dialog').getByRole('button', { name: '拆出所选' }).click()
    await page.getByRole('heading', { name: 'X9 另一批', exact: true }).waitFor()
    expect(await page.getByRole('heading', { name: '背后的工单' }).count()).toBe(0)
    await page.getByRole('link', { name: '1 次不满联络' }).waitFor()
  })
})
