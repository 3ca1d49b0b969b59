import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { JobData } from '../../platform/jobs.ts'
import { canMail, sendMail } from '../../platform/mail.ts'
import { fileOf } from '../files/file.ts'
import { readReport } from '../read.ts'
import { findActiveReader } from './reader.ts'
import { outsideAllowed, sendsOf } from './settings.ts'
import '../tables.ts'

/** As often as the queue tries a job. */
const mostTries = 8

/** Nothing that another try would mend. */
class NotToBeSent extends Error {}

/** 发送 one mail; run again it finds what was sent. A failure is noted with its words and tried again, in the end left to a person. */
export async function sendReportMail(deps: Deps, { tenantId, mailId }: JobData) {
  const db = deps.database.tenant(tenantId)
  const mail = await db
    .selectFrom('report_mail')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', String(mailId))
    .executeTakeFirst()
  if (mail?.state !== 'waiting') return
  const note = (values: { state: 'waiting' | 'sent' | 'failed'; tries: number; error: string | null; sent_at?: Date }) =>
    db.updateTable('report_mail').set(values).where('tenant_id', '=', tenantId).where('id', '=', mail.id).execute()
  const tries = mail.tries + 1
  try {
    await send(deps, tenantId, mail)
    await note({ state: 'sent', tries, error: null, sent_at: deps.clock() })
  } catch (error) {
    const words = (error instanceof Error ? error.message : String(error)).slice(0, 300)
    const isOver = error instanceof NotToBeSent || tries >= mostTries
    await note({ state: isOver ? 'failed' : 'waiting', tries, error: words })
    if (!isOver) throw error
  }
}

type Mail = { id: string; report_id: string; user_id: string | null; address_cipher: Buffer | null; formats: ('pdf' | 'docx' | 'xlsx')[] }

async function send(deps: Deps, tenantId: string, mail: Mail) {
  if (!canMail(deps.config)) throw new NotToBeSent('没有设置发信服务器（SMTP_URL）')
  const { report, sends, to } = await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => ({
      report: await readReport(tx, tenantId, mail.report_id),
      sends: await sendsOf(tx, tenantId),
      to: mail.address_cipher
        ? await outsideAddress(tx, deps, tenantId, mail.address_cipher)
        : await addressOf(() => findActiveReader(tx, deps.keys, tenantId, mail.user_id)),
    }))
  if (!report.content) throw new NotToBeSent('报告还没有生成')
  const { content, id, language } = report
  const isFile = sends === 'file' || mail.user_id === null
  const subject = `${content.title}　${content.period}`
  const link = `${deps.config.publicUrl ?? `http://${deps.config.host}:${deps.config.port}`}/periodic-reports/${id}`
  const lead = content.blocks.find((block) => block.kind === 'text')
  const zh = language === 'zh-CN'
  const files = isFile ? await Promise.all(mail.formats.map((format) => fileOf(report, format))) : []
  const text = [
    `${content.company}　${subject}`,
    ...(lead?.kind === 'text' ? ['', lead.text] : []),
    '',
    ...(mail.user_id === null ? [] : [zh ? `在系统中查看：${link}` : `Read it here: ${link}`, '']),
    content.source,
    '',
  ].join('\n')
  await sendMail(deps.config, { to, subject, text, messageId: `<${mail.id}@zhiwei>`, files })
}

/** Asked again at each try: it may have been forbidden since. */
async function outsideAddress(tx: Tx, { keys }: Deps, tenantId: string, cipher: Buffer): Promise<string> {
  if (!(await outsideAllowed(tx, tenantId))) throw new NotToBeSent('设置不再允许发到外部地址')
  return keys.decrypt(cipher)
}

async function addressOf(find: () => Promise<{ problem: string } | { address: string }>): Promise<string> {
  const found = await find()
  if ('problem' in found) throw new NotToBeSent(found.problem)
  return found.address
}
