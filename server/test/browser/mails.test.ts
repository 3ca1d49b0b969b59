import { expect, test } from 'vitest'
import { anImapServer } from '../fake-imap-server.ts'
import { aMailServer } from '../fake-mail-server.ts'
import { aMail, aMailAccount } from '../mails.ts'
import { inBrowser } from './in-browser.ts'
import { useOffice } from './office.ts'

// 来信: a mail nobody could check waits; a supervisor reads it and releases it, and files another with that case.

inBrowser('held mail is decided on (隔离的来信)', () => {
  const office = useOffice(() => ({ OUTGOING_ALLOW: '127.0.0.1' }))

  test('read, released as a complaint; another filed with it; a third deleted', { timeout: 240_000 }, async () => {
    const mailbox = await anImapServer()
    const post = await aMailServer()
    try {
      await aMailAccount(null, office.admin, { mailbox, post }, { trustedAuthServer: 'mx.us.example', withoutAuthentication: 'quarantine' })
      for (const subject of ['中奖通知', '补充照片', '投诉空调漏水']) mailbox.deliver(aMail({ subject, text: `${subject}：请看正文` }))
      const supervisor = await office.hire('supervisor', '方琴')
      const page = await office.desk(supervisor, '/mails')
      await page.getByText('发件人没有经过验证').first().waitFor()

      await page.getByRole('button', { name: '投诉空调漏水' }).click()
      await page.getByText('投诉空调漏水：请看正文').waitFor()
      await page.getByRole('button', { name: '放行为新投诉' }).click()
      const dialog = page.getByRole('dialog').filter({ hasText: '登记为一件新的投诉' })
      await dialog.getByRole('textbox').fill('已电话核实')
      await dialog.getByRole('button', { name: '放行为新投诉' }).click()
      await page.getByText(/已登记为 [0-9A-Z]{4}-[0-9A-Z]{4}/).waitFor()
      const { body } = await office.admin.get('/cases')
      expect(body.rows).toMatchObject([{ subject: '投诉空调漏水', channel: 'email' }])

      await page.getByRole('button', { name: '补充照片' }).click()
      await page.getByRole('button', { name: '归到工单' }).click()
      const filing = page.getByRole('dialog', { name: '归到工单' })
      await filing.getByLabel('工单编号').fill(body.rows[0].number)
      await filing.getByLabel('理由').fill('同一客户')
      await filing.getByRole('button', { name: '归到工单' }).click()
      await page.getByText(`已归到 ${body.rows[0].number}`).waitFor()

      await page.getByRole('button', { name: '中奖通知' }).click()
      await page.getByRole('button', { name: '删除' }).click()
      const removal = page.getByRole('dialog').filter({ hasText: '原文和附件不能恢复' })
      await removal.getByRole('textbox').fill('诈骗邮件')
      await removal.getByRole('button', { name: '删除' }).click()
      await page.getByText('没有被隔离的来信').waitFor()

      // What the mail was numbered by here is nobody's reference.
      await page.goto(`/cases/${body.rows[0].id}`)
      await page.getByRole('heading', { name: '事项' }).waitFor()
      expect(await page.getByText('来源编号').count()).toBe(0)
    } finally {
      await mailbox.close()
      await post.close()
    }
  })
})
