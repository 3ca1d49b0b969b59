import pg from 'pg'
import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import type { Client } from '../harness.ts'
import { findings } from './findings.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

const dayMs = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

inBrowser('from a cause to an action that is proven (改进)', () => {
  const office = useOffice()

  async function complaints(days: number[], code: string, unitId: string) {
    for (const at of days) {
      const { id } = await aCaseIn('handling', office.admin, unitId, { receivedAt: ago(at), text: `第 ${at} 天前，等了三个小时没有人来。` })
      expect(await office.admin.post(`/cases/${id}/rootCauses`, { code, text: '派工未确认师傅到位' })).toMatchObject({ status: 201 })
    }
  }

  /** Weeks go by: what was done lies so many days further back. */
  async function letWeeksGoBy(actionId: string, days: number) {
    const client = new pg.Client({ connectionString: office.ownerUrl })
    await client.connect()
    try {
      const { rows } = await client.query<{ id: string }>(`select id from tenant where code = 'default'`)
      await client.query(`select set_config('app.tenant', $1, false)`, [rows[0]?.id])
      const moved = await client.query(
        `update action set at = at - make_interval(days => $2), before_from = before_from - $2::int, before_to = before_to - $2::int,
         done_on = done_on - $2::int, after_from = after_from - $2::int, after_to = after_to - $2::int where id = $1`,
        [actionId, days],
      )
      expect(moved.rowCount).toBe(1)
    } finally {
      await client.end()
    }
  }

  const say = (client: Client, id: string, noun: string, input: object) => client.post(`/actions/${id}/${noun}`, input)

  test('a fishbone becomes a cause, the cause an action, and its effect is judged both ways', async () => {
    const unit = await aUnit(office.admin, '安装部')
    // Before: twelve in the four months up to seventy days ago, and the first of all; since then of the one cause none, of the other as many as ever.
    const before = [250, ...Array.from({ length: 12 }, (_, at) => 80 + at * 9)]
    await complaints(before, 'people.process', unit.id)
    await complaints([...before.slice(1), ...Array.from({ length: 14 }, (_, at) => 8 + at * 4)], 'supplier', unit.id)
    const improver = await office.hire('quality', '严若溪')
    const boss = await office.clientOf(await office.hire('manager', '沈国强'))
    const doerPerson = await office.hire('handler', '梁波', unit.id)
    await office.hire('handler', '金大海', unit.id)
    const page = await office.desk(improver, '/cause-trees')

    await page.getByText('还没有根因分析图').waitFor()
    await page.getByRole('button', { name: '新建分析图' }).click()
    await page.getByRole('dialog').getByLabel('问题').fill('安装师傅迟到三小时')
    await page.getByRole('dialog').getByRole('button', { name: '开始画' }).click()
    const tree = page.getByRole('tree')
    await tree.waitFor()

    // By keyboard alone: a bone's cause, the why behind it, one beside it that is taken back.
    await page.getByRole('button', { name: '法', exact: true }).click()
    await page.keyboard.type('派工流程缺少确认')
    await page.keyboard.press('Enter')
    await tree.getByRole('treeitem', { name: '派工流程缺少确认' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('从未要求师傅报到')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('多余的一个')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Delete')
    expect(await tree.getByRole('treeitem').count()).toBe(3)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    expect(await tree.locator('[aria-selected="true"]').getAttribute('aria-label')).toContain('派工流程缺少确认')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Control+s')
    await page.getByText('已保存').waitFor()

    // Taken away as a picture.
    const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()])
    expect(picture.suggestedFilename()).toBe('安装师傅迟到三小时.png')

    // The leaf becomes a cause of the catalogue, and from it an action is opened.
    await tree.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: '归入原因目录' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '原因' }).click()
    await page.keyboard.type('未按流程')
    await page.locator('.ant-select-dropdown:visible').getByText('未按流程').first().click()
    await dialog.getByRole('button', { name: /^归\s?入$/ }).click()
    await page.getByText('原因目录：').waitFor()
    await page.getByRole('link', { name: '开立措施' }).click()
    await dialog.getByRole('combobox', { name: '负责人' }).click()
    await page.locator('.ant-select-dropdown:visible').getByText('梁波').click()
    await dialog.getByRole('combobox', { name: '验证人' }).click()
    await page.locator('.ant-select-dropdown:visible').getByText('金大海').last().click()
    await dialog.getByRole('button', { name: '提交批准' }).click()
    await page.getByRole('heading', { name: '从未要求师傅报到', level: 1 }).waitFor()
    await page.getByText('还没有完成，完成并验证后开始观察').waitFor()
    expect(await findings(page)).toEqual([])
    const worksId = page.url().split('/').at(-1) ?? ''

    // Another one against the other cause, by the same people.
    const { body: shown } = await office.admin.get(`/actions/${worksId}`)
    const { body: other } = await (await office.clientOf(improver)).post('/actions', {
      kind: 'corrective',
      title: '更换外包公司',
      ownerId: shown.owner.id,
      verifierId: shown.verifier.id,
      dueOn: shown.dueOn,
      cause: 'supplier',
    })
    const doer = await office.clientOf(doerPerson)
    const verifier = await office.clientOf({ username: 'handler.金大海', password: doerPerson.password, name: '金大海' })
    for (const id of [worksId, other.id]) {
      expect(await say(boss, id, 'approval', { verdict: 'approve' })).toMatchObject({ status: 201 })
      expect(await say(doer, id, 'completion', { note: '全部班组已启用' })).toMatchObject({ status: 201 })
      expect(await say(verifier, id, 'verification', { verdict: 'inPlace', note: '抽查十单都有' })).toMatchObject({ status: 201 })
      await letWeeksGoBy(id, 65)
    }

    await page.goto('/actions?state=effective')
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.locator('.ant-table-row, .empty').first().waitFor()
          return page.getByRole('link', { name: '从未要求师傅报到' }).count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await page.getByRole('link', { name: '从未要求师傅报到' }).click()
    await page.getByText('95% 区间').waitFor()
    expect(await page.locator('.effect-verdict').textContent()).toContain('有效')
    expect(await page.locator('.effect-side').first().textContent()).toMatch(/12 件|13 件/)
    expect(await findings(page)).toEqual([])

    await page.goto(`/actions/${other.id}`)
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.locator('.action-state').first().textContent()
        },
        { timeout: 60_000 },
      )
      .toContain('进行中 · 第 2 轮')
    await page.getByText(/无效（此前 12 件，此后 14 件）/).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])
  }, 300_000)

  test('an 8D goes from its team to its PDF; a drawing is made by touch on a phone', async () => {
    const page = await office.desk(await office.hire('quality', '孔令军'), '/eight-d')
    await page.getByText('还没有 8D 报告').waitFor()
    await page.getByRole('button', { name: '开立 8D' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('问题', { exact: true }).fill('空调安装迟到')
    await dialog.getByRole('combobox', { name: '组长' }).click()
    await page.locator('.ant-select-dropdown:visible').getByText('孔令军').click()
    await dialog.getByRole('button', { name: /^开\s?立$/ }).click()
    await page.getByRole('heading', { name: 'D1 成立团队' }).waitFor()
    await page.getByRole('button', { name: '填写问题描述' }).click()
    await page.getByRole('textbox', { name: '问题描述' }).fill('十月起华东安装迟到 12 件')
    await page.getByRole('button', { name: /^保\s?存$/ }).click()
    await page.getByText('十月起华东安装迟到 12 件').waitFor()
    await page.getByText(/结案还缺：D4 确认的原因、有效的纠正措施、D8 肯定团队/).waitFor()
    expect(await findings(page)).toEqual([])
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 PDF' }).click()])
    expect(file.suggestedFilename()).toMatch(/^8d-.+\.pdf$/)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await tooWide(page)).toEqual([])

    await page.goto('/cause-trees?new=1')
    await dialog.getByText('5 Whys').click()
    await dialog.getByLabel('问题').fill('送货迟到')
    await dialog.getByRole('button', { name: '开始画' }).click()
    await page.getByRole('button', { name: '添加下级' }).click()
    await page.getByRole('textbox', { name: '原因', exact: true }).first().fill('出库晚了')
    await page.getByRole('treeitem', { name: /问题：送货迟到/ }).click()
    await page.getByRole('treeitem', { name: '出库晚了' }).click()
    await page.getByText('已确认').click()
    await page.getByRole('button', { name: /^保\s?存$/ }).click()
    await page.getByText('已保存').waitFor()
    expect(await tooWide(page)).toEqual([])
    expect(await findings(page)).toEqual([])
  }, 180_000)
})
