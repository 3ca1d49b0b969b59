import type { NoticeKind, WarningKind } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { levelOf } from './rules.ts'

/** `mayRepeat`: the same key tells anew with the new facts, but not as unread again. */
export type WarningNotice = {
  userId: string
  key: string
  kind: NoticeKind
  facts: Record<string, unknown>
  at: Date
  mayRepeat?: boolean
}

/** How people are told; known to the module that owns notices. */
export type TellPeople = (tx: Tx, tenantId: string, notices: WarningNotice[], now: Date) => Promise<void>

type Named = { id: string; kind: WarningKind; level: number; subject: string }

export const noticeOf = (
  { id, kind, level, subject }: Named,
  userId: string,
  noticeKind: NoticeKind,
  occasion: string,
  at: Date,
): WarningNotice => ({
  userId,
  key: `warning ${id} ${occasion}`,
  kind: noticeKind,
  facts: { warningId: id, kind, level: levelOf(level), subject },
  at,
})

/** 预警转出: who owned it learns that it is no longer theirs, unless they passed it on themselves. */
export async function tellFormerOwner(
  tx: Tx,
  tenantId: string,
  tell: TellPeople,
  warning: Named,
  { from, to, by }: { from: string | null; to: string | null; by: string | null },
  now: Date,
) {
  if (from && from !== to && from !== by)
    await tell(tx, tenantId, [noticeOf(warning, from, 'warningPassedOn', `passed on ${now.toISOString()}`, now)], now)
}
