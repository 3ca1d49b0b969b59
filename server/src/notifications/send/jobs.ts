import type { Deps } from '../../platform/deps.ts'
import { enqueue, type JobData, type JobHandlers } from '../../platform/jobs.ts'
import { canMail, sendMail } from '../../platform/mail.ts'
import { postOutside } from '../../platform/outgoing.ts'
import { type Said, sayDigest } from '../words.ts'
import { mailJob, robotJob } from './deliver.ts'
import { requireTaken, robotCall, ToldTooOften } from './robot-formats.ts'

/** Each sends one digest and marks it as sent; run again it finds the mark. Between sending and marking a kill may send twice. */
export const noticeJobs: JobHandlers = {
  [mailJob]: (deps, data) => sendOnce(deps, data, sendByMail),
  [robotJob]: (deps, data) => sendOnce(deps, data, sendByRobot).catch((error) => waitLonger(deps, data, error)),
}

/** 钉钉 shuts its door for ten minutes. */
const restSeconds = 660
const mostRests = 12

/** A messenger that was told too often is left alone for a while; tries in between would only be refused, and in the end the message lost. */
async function waitLonger(deps: Deps, data: JobData, error: unknown) {
  const rests = Number(data.rests ?? 0)
  if (!(error instanceof ToldTooOften) || rests >= mostRests) throw error
  await deps.database
    .tenant(data.tenantId)
    .transaction()
    .execute((tx) => enqueue(tx, robotJob, { ...data, rests: rests + 1 }, restSeconds))
}

export const baseUrlOf = ({ config }: Pick<Deps, 'config'>) => config.publicUrl ?? `http://${config.host}:${config.port}`

type Digest = { id: string; userId: string | null; robotId: string | null; said: Said }

async function sendOnce(
  deps: Deps,
  { tenantId, digestId }: JobData,
  send: (deps: Deps, tenantId: string, digest: Digest) => Promise<void>,
) {
  const db = deps.database.tenant(tenantId)
  const row = await db
    .selectFrom('notice_digest as d')
    .innerJoin('tenant as t', 't.id', 'd.tenant_id')
    .select(['d.id', 'd.user_id', 'd.robot_id', 'd.content', 'd.sent_at', 't.zone'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.id', '=', String(digestId))
    .executeTakeFirst()
  if (!row || row.sent_at) return
  const said = sayDigest(row.content, baseUrlOf(deps), row.zone)
  await send(deps, tenantId, { id: row.id, userId: row.user_id, robotId: row.robot_id, said })
  await db.updateTable('notice_digest').set({ sent_at: deps.clock() }).where('tenant_id', '=', tenantId).where('id', '=', row.id).execute()
}

async function sendByMail(deps: Deps, tenantId: string, { id, userId, said }: Digest) {
  if (!userId || !canMail(deps.config)) return
  const preference = await deps.database
    .tenant(tenantId)
    .selectFrom('notice_preference')
    .select(['mail', 'mail_cipher'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  // Switched off since.
  if (!preference?.mail || !preference.mail_cipher) return
  await mailTo(deps, deps.keys.decrypt(preference.mail_cipher), id, said)
}

export const mailTo = (deps: Deps, to: string, id: string, { subject, lines, link }: Said) =>
  sendMail(deps.config, { to, subject, text: [...lines, '', link, ''].join('\n'), messageId: `<${id}@zhiwei>` })

async function sendByRobot(deps: Deps, tenantId: string, { robotId, said }: Digest) {
  if (robotId) await robotSays(deps, tenantId, robotId, said)
}

/** Tells a group; what the other side said last stays on the robot's row. @throws Error when it was not taken */
export async function robotSays(deps: Deps, tenantId: string, robotId: string, said: Said) {
  const db = deps.database.tenant(tenantId)
  const robot = await db.selectFrom('robot').selectAll().where('tenant_id', '=', tenantId).where('id', '=', robotId).executeTakeFirst()
  if (!robot) return
  const address = deps.keys.decrypt(robot.address_cipher)
  const secret = robot.secret_cipher && deps.keys.decrypt(robot.secret_cipher)
  const note = (values: { last_sent_at?: Date; last_error: string | null }) =>
    db.updateTable('robot').set(values).where('tenant_id', '=', tenantId).where('id', '=', robotId).execute()
  try {
    const call = robotCall({ kind: robot.kind, address, secret }, said, deps.clock())
    requireTaken(await postOutside(call.address, call.body, deps.config.outgoingAllow), robot.kind)
  } catch (error) {
    await note({ last_error: (error instanceof Error ? error.message : String(error)).slice(0, 300) })
    throw error
  }
  await note({ last_sent_at: deps.clock(), last_error: null })
}
