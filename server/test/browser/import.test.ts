import { readFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { dropFile, factOf, importAll, search, undoImport } from './wizard.ts'

const table = `编号,投诉时间,客户姓名,联系电话,标题,投诉内容
TS-001,2019/8/1 9:05,王小明,13900001234,空调安装迟到,约好上午九点安装空调，师傅下午一点才到。
TS-002,2019-08-02 14:30:00,李芳,13900005678,账单多收费,八月账单多收了 23.50 元，要求退还。
TS-003,昨天下午,赵强,13900009012,冰箱异响,冰箱修过两次还是异响，晚上睡不着。
TS-004,2019/8/5,陈静,13900003456,热水器漏电,"洗澡时被电了一下，
家里有老人和孩子，很害怕。"
`

inBrowser('importing a table (导入)', () => {
  const office = useOffice()

  test('a messy file: its encoding and columns are recognised, the bad row is named, the rest comes in and is taken back', async () => {
    const page = await office.desk(office.boss)
    await dropFile(page, { name: '八月台账.csv', mimeType: 'text/csv', buffer: iconv.encode(table, 'gb18030') }, '3')
    expect(await factOf(page, '读取方式')).toBe('GB18030')
    expect(await factOf(page, '有错误，将跳过')).toBe('1')
    expect(await factOf(page, '投诉时间')).toBe('2019-08-01 至 2019-08-05')
    await page.getByRole('tab', { name: /^问题/ }).click()
    const bad = page.getByRole('row').filter({ hasText: '昨天下午' })
    expect(await bad.textContent()).toContain('投诉时间')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载问题清单' }).click()
    expect(await readFile(await (await download).path(), 'utf8')).toContain('昨天下午')

    await importAll(page, '3')
    await page.getByRole('link', { name: '查看这些工单' }).click()
    expect(await search(page, '老人', 1)).toEqual(['热水器漏电'])
    expect(await search(page, '睡不着', 0)).toEqual([])

    await page.goBack()
    await undoImport(page)
    expect(await factOf(page, '已撤回')).toBe('3')
    await page.goto('/cases?q=老人')
    await page.getByText('没有找到“老人”').waitFor()
  })

  test('a column taken for the wrong thing is put right before anything is stored', async () => {
    const page = await office.desk(office.boss)
    const file = '甲,乙\n洗衣机甩干时响得厉害，邻居都来敲门,13900001111\n'
    await dropFile(page, { name: '甲乙.csv', mimeType: 'text/csv', buffer: Buffer.from(file) }, '1')
    expect(await page.getByRole('columnheader', { name: '电话' }).count()).toBe(0)
    await page.getByRole('combobox', { name: '“乙”对应的字段' }).fill('电话')
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: '139****1111' }).waitFor()
    await importAll(page, '1')
    await undoImport(page)
  })

  test('what is no table fails with advice, and nothing is made', async () => {
    const page = await office.desk(office.boss, '/imports')
    const picture = {
      name: '照片.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64'),
    }
    await page.getByLabel('把投诉表格拖到这里').setInputFiles(picture)
    await page.getByText('这个文件没有读成功').waitFor()
    await page.getByText('没有建任何工单').waitFor()
    await page.getByLabel('把投诉表格拖到这里').setInputFiles({ ...picture, name: '照片.png' })
    await page.getByRole('alert').filter({ hasText: '照片.png 不是支持的格式' }).waitFor()
  })
})
