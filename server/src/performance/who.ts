import type { SheetState } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { PerformanceSheetTable } from './tables.ts'

export type Sheet = Selectable<PerformanceSheetTable>
type Moments = Pick<Sheet, 'shown_at' | 'open_at' | 'locked_at'>

/** 绩效表的阶段 follows from its instants: nobody, then the person alone, then the lead too, then locked. */
export function stateOf({ shown_at, open_at, locked_at }: Moments, now: Date): SheetState {
  if (locked_at) return 'locked'
  if (!shown_at || !open_at || shown_at > now) return 'prepared'
  return open_at > now ? 'shown' : 'open'
}

/** 本人; of a unit's sheet whoever leads that very unit. */
export const isOwn = (actor: Actor, { kind, subject_id, unit_id }: Pick<Sheet, 'kind' | 'subject_id' | 'unit_id'>) =>
  kind === 'person'
    ? subject_id === actor.userId
    : unit_id !== null && unit_id === actor.unitId && actor.permissions.has('performance:lead')

/** Whoever signs: the lead of that very unit, and who manages reviews; never for oneself or the unit one leads. A unit's sheet is signed by the latter. */
export const leads = (actor: Actor, sheet: Pick<Sheet, 'kind' | 'subject_id' | 'unit_id'>) =>
  !(sheet.kind === 'person' && sheet.subject_id === actor.userId) &&
  (actor.permissions.has('performance:manage') ||
    (sheet.kind === 'person' && actor.permissions.has('performance:lead') && sheet.unit_id !== null && sheet.unit_id === actor.unitId))

/** The person from the day it is shown, the lead after the person's days, nobody else ever. */
export function maySee(actor: Actor, sheet: Sheet, now: Date): boolean {
  const state = stateOf(sheet, now)
  if (state === 'prepared') return false
  if (isOwn(actor, sheet)) return true
  return state !== 'shown' && leads(actor, sheet)
}

/** A person decides, never a token or the system. @throws NOT_PERMITTED */
export function requirePerson({ userId, tokenId }: Actor): string {
  if (userId === null || tokenId !== null) throw new AppError('NOT_PERMITTED', '由本人登录后办理')
  return userId
}
