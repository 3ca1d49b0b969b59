import type { Door, MessageKind } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { localDateOf, offsetMs, startOfDay } from '../../platform/zones.ts'

/** 对客消息设置. Minutes of the day are the tenant's. */
export type OutgoingSettings = {
  quietFrom: number
  quietTo: number
  mostADay: number
  needsApproval: boolean
  kindsOff: MessageKind[]
  unknownReply: 'contact' | 'complaint'
  version: number
}

/** Before anybody has set anything. Source: docs/rules/outgoing.md */
const standard: OutgoingSettings = {
  quietFrom: 21 * 60,
  quietTo: 8 * 60,
  mostADay: 8,
  needsApproval: false,
  kindsOff: [],
  unknownReply: 'contact',
  version: 0,
}

export async function outgoingSettings(tx: Tx, tenantId: string): Promise<OutgoingSettings> {
  const row = await tx.selectFrom('outgoing_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) return standard
  return {
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    mostADay: row.most_a_day,
    needsApproval: row.needs_approval,
    kindsOff: row.kinds_off,
    unknownReply: row.unknown_reply,
    version: row.version,
  }
}

/** Doors that ring nowhere: what goes there waits for no morning. */
export const silentDoors: Door[] = ['chat', 'portal']

type Quiet = Pick<OutgoingSettings, 'quietFrom' | 'quietTo'>

/** 静默时段: is it now a time in which only urgent messages go out? The hours may run over midnight. */
export function isQuiet({ quietFrom, quietTo }: Quiet, now: Date, zone: string): boolean {
  if (quietFrom === quietTo) return false
  const minute = minuteOfDay(now, zone)
  return quietFrom < quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo
}

const dayMinutes = 24 * 60
const minuteMs = 60_000

function minuteOfDay(now: Date, zone: string): number {
  const minutes = Math.floor((now.getTime() + offsetMs(now, zone)) / minuteMs)
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes
}

/** The day it is in the zone, and the next one's first instant. */
export function todayIn(now: Date, zone: string): { start: Date; next: Date } {
  const today = localDateOf(now, zone)
  return { start: startOfDay(today, zone), next: startOfDay({ ...today, day: today.day + 1 }, zone) }
}
