import type { CallEvent } from '@zhiwei/contract'
import { callSources } from '../../calls-sources.ts'
import { systemActor } from '../../cases/index.ts'
import { hearCall, setExtension } from '../../channels/calls/index.ts'
import type { Tx } from '../../platform/database.ts'
import { agents } from '../company/company.ts'
import type { DemoCustomer } from '../company/customers.ts'
import type { Writer } from './draft.ts'

// 来电 of the last two days, by the same door as the telephone system's: answered, transferred, missed, one that chose a complaint.

const firstExtension = 8001
const minuteMs = 60_000
type Told = [event: CallEvent['event'], afterMinutes: number, agent?: number]
const answered: Told[] = [
  ['ringing', 0, 0],
  ['answered', 1, 0],
  ['ended', 7],
]
const transferred: Told[] = [
  ['ringing', 0, 1],
  ['answered', 1, 1],
  ['transferred', 4, 2],
  ['answered', 5, 2],
  ['ended', 12],
]
const missed: Told[] = [
  ['ringing', 0],
  ['ended', 2],
]
const calls: { minutesAgo: number; told: Told[]; choice?: string }[] = [
  { minutesAgo: 35, told: missed, choice: 'complaint' },
  { minutesAgo: 90, told: answered },
  { minutesAgo: 150, told: transferred },
  { minutesAgo: 400, told: missed },
  { minutesAgo: 1_500, told: answered, choice: 'complaint' },
  { minutesAgo: 1_580, told: answered },
]

export async function writeTelephone(tx: Tx, { tenantId, cast, keys }: Writer, customers: readonly DemoCustomer[], now: Date) {
  const actor = systemActor(tenantId)
  const extensions = agents.slice(0, 3).map((_, at) => String(firstExtension + at))
  for (const [at, extension] of extensions.entries())
    await setExtension({ tx, keys, actor, now }, extension, cast.personId(agents[at] ?? ''))
  for (const [at, { minutesAgo, told, choice }] of calls.entries()) {
    const began = now.getTime() - minutesAgo * minuteMs
    const callId = `demo-${at + 1}`
    const number = customers[at * 7]?.phone
    for (const [event, afterMinutes, agent] of told) {
      const then = new Date(began + afterMinutes * minuteMs)
      const extension = agent === undefined ? undefined : extensions[agent]
      const heard = {
        event,
        callId,
        at: then.toISOString(),
        direction: 'in' as const,
        ...(number && { number }),
        ...(extension && { extension }),
      }
      await hearCall({ tx, keys, actor, now: then }, { ...heard, ...(choice && event === 'ringing' && { choice }) }, callSources)
    }
  }
}
