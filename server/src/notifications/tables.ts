import type { NoticeKind, RobotKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>

export type NoticeTable = {
  tenant_id: string
  id: string
  user_id: string
  /** Names the occasion, so that nothing is told twice. */
  key: string
  kind: NoticeKind
  case_id: string | null
  at: Date
  facts: Json<Record<string, unknown>>
  read_at: Date | null
  /** Still to be told by mail and robot. */
  waits: boolean
}

export type NoticePreferenceTable = {
  tenant_id: string
  user_id: string
  app: boolean
  mail: boolean
  robot: boolean
  mail_cipher: Buffer | null
  quiet_from: number | null
  quiet_to: number | null
  version: Generated<number>
}

export type RobotTable = {
  tenant_id: string
  id: string
  name: string
  kind: RobotKind
  address_cipher: Buffer
  secret_cipher: Buffer | null
  unit_id: string | null
  active: boolean
  last_sent_at: Generated<Date | null>
  last_error: Generated<string | null>
  version: Generated<number>
}

/** What is told outside at once: how many of each kind, and the first cases. No personal data. */
export type DigestContent = {
  counts: Partial<Record<NoticeKind, number>>
  cases: { id: string; number: string; stage: number | null; dueAt: string | null; kind: NoticeKind }[]
  /** What is about no single case: warnings and crises. */
  others?: { kind: NoticeKind; level: string | null; subject: string; path: string }[]
}

export type NoticeDigestTable = {
  tenant_id: string
  id: string
  user_id: string | null
  robot_id: string | null
  at: Date
  content: Json<DigestContent>
  sent_at: Generated<Date | null>
}

declare module '../platform/database.ts' {
  interface Tables {
    notice: NoticeTable
    notice_preference: NoticePreferenceTable
    robot: RobotTable
    notice_digest: NoticeDigestTable
  }
}
