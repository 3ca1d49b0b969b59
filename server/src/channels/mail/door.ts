import type { Deps } from '../../platform/deps.ts'
import { canMail, sendMail } from '../../platform/mail.ts'
import type { DoorOf, OutgoingMessage } from '../doors.ts'
import { openMailbox } from './mailbox/connect.ts'
import { sendInThread } from './send/send.ts'
import { transportOf, withoutAddress } from './send/transport.ts'
import { EmailSettings, receives } from './settings.ts'

/** 邮件: through an account's own mail server; where none is open, out through the installation's (SMTP_URL). Source: docs/rules/mail.md */
export const emailDoor: DoorOf<EmailSettings> = {
  settings: EmailSettings,
  secrets: ['smtpPassword', 'imapPassword'],
  async check(deps, account) {
    const { settings } = account
    const transport = await transportOf(deps, account)
    try {
      await transport.verify()
    } finally {
      transport.close()
    }
    if (!receives(settings)) return `发信服务器 ${settings.smtpHost} 已接受登录；没有填收信服务器，不收信`
    const client = await openMailbox(deps, settings)
    try {
      const lock = await client.getMailboxLock(settings.folder).catch(() => {
        throw new Error(`收信服务器已接受登录，但没有文件夹 ${settings.folder}`)
      })
      const count = client.mailbox ? client.mailbox.exists : 0
      lock.release()
      return `发信服务器 ${settings.smtpHost} 和收信服务器 ${settings.imapHost} 已接受登录，${settings.folder} 里有 ${count} 封邮件`
    } finally {
      await client.logout().catch(() => client.close())
    }
  },
  send: sendInThread,
  ownSend({ config }: Deps) {
    if (!canMail(config)) return undefined
    return async ({ id, to, subject, text }: OutgoingMessage) => {
      const messageId = `<${id}@zhiwei>`
      await sendMail(config, { to, subject, text, messageId }).catch((error: unknown) => {
        throw withoutAddress(error, to)
      })
      return { externalId: messageId }
    }
  },
}
