import { expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../builders.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'
import { tooWide } from './too-wide.ts'

// 处理指引: who handles a case goes through LSCIA, takes a phrase, mends the wording of a message, and keeps the promise in it.

inBrowser('guidance beside the case (处理指引)', () => {
  const office = useOffice()

  test('ticks a step, takes a phrase, rewords the draft, promises and keeps', async () => {
    const unit = await aUnit(office.admin, '安装部')
    const { id } = await aCaseIn('handling', office.admin, unit.id, {
      text: '等了三个小时没有人来，气死我了，说好的九点呢！必须赔我三百块！',
    })
    const agent = await office.hire('agent', '林晓')
    const page = await office.desk(agent, `/cases/${id}`)

    // 倾听: everything of the first step is ticked and the next one comes up
    const guide = page.getByRole('region', { name: '处理指引' })
    await guide.getByRole('button', { name: '①' }).click()
    for (const box of await guide.getByRole('list', { name: '倾听' }).getByRole('checkbox').all()) {
      await box.click()
      await expect.poll(() => box.isChecked()).toBe(true)
    }
    await guide.getByRole('button', { name: /① 倾听 ✓/ }).waitFor()
    // A tick stands on the screen before it is stored.
    await expect.poll(async () => (await office.admin.get(`/cases/${id}/guide`)).body.current, { timeout: 30_000 }).toBe('share')
    await page.reload()
    await guide.getByRole('button', { name: /① 倾听 ✓/ }).waitFor()
    await guide.getByRole('button', { name: '②', pressed: true }).waitFor()

    // 说法: taken into the message, counted, and said to have helped
    const phrases = page.getByRole('region', { name: '说法建议' })
    const phrase = phrases.getByRole('listitem').first()
    const words = ((await phrase.locator('p').first().textContent()) ?? '').replace(/^\S+\s/, '')
    await phrase.getByRole('button', { name: '放进回复' }).click()
    const field = page.getByRole('textbox', { name: /客户/ })
    await expect.poll(() => field.inputValue()).toContain(words)
    await phrase.getByRole('button', { name: '有用' }).click()
    await phrase.getByText('用过 1 次，有用 1，没用 0').waitFor()

    // 措辞: marked while it is written, reworded by a click
    await field.fill('您误会了，工单已处理。')
    const speech = page.getByRole('region', { name: '措辞' })
    await speech.getByText('2 处可以换个说法').waitFor()
    await speech.getByRole('button', { name: '都换成建议的说法' }).click()
    await expect.poll(() => field.inputValue()).toBe('我没有说清楚，我再说一遍，您反映的这件事已处理。')
    await speech.getByText('没有需要改的措辞').waitFor()
    await speech.getByRole('button', { name: '观察 感受 需要 请求' }).click()
    await speech.getByRole('button', { name: '加进回复：感受' }).click()
    await expect.poll(() => field.inputValue()).toContain('您生气我能理解')

    // 承诺: sent with a time, kept by a word
    await field.fill('师傅明天下午5点前上门。')
    await page.getByRole('button', { name: '发送给客户' }).or(page.locator('.composer-send button')).first().click()
    const promises = page.getByRole('region', { name: '对客户的承诺' })
    await promises.getByText('明天下午5点前上门').waitFor()
    await promises.getByRole('button', { name: '兑现了' }).click()
    await promises.getByText('已兑现').waitFor()

    await page.goto('/promises?state=kept')
    await page.getByText('明天下午5点前上门').waitFor()
    expect(await tooWide(page)).toEqual([])
    expect(office.troubles).toEqual([])
  })
})
