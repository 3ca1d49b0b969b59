import type { Case, FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { dueAt, type WorkCalendar } from '../calendar/index.ts'
import { calendarBook } from '../calendars/book.ts'
import { type ProcessVersion, processVersionsOf, versionInForce } from '../process-versions.ts'
import { lockClockedCases } from '../queries.ts'
import { type Adherence, type AdherenceEvent, adherenceOf, countsOf, type DueOf } from './adherence.ts'
import { adherenceEventsOf, storeAdherence } from './adherence-queries.ts'

/** Counts anew how the cases in these events kept to their process; a reader of the feed, safe to run twice. */
export async function keepAdherence({ clock }: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  await keepAdherenceOf(tx, tenantId, [...new Set(events.map(({ caseId }) => caseId))], clock())
}

/**
 * The cases stay locked until the transaction ends.
 * @param cyclesBefore counts not the present cycle but one so many before it
 */
export async function keepAdherenceOf(tx: Tx, tenantId: string, caseIds: string[], now: Date, cyclesBefore = 0) {
  const cases = (await lockClockedCases(tx, tenantId, caseIds)).filter(
    ({ accepted_at, cycle }) => accepted_at !== null && cycle > cyclesBefore,
  )
  if (cases.length === 0) return
  const events = await adherenceEventsOf(
    tx,
    tenantId,
    cases.map(({ id }) => id),
    cyclesBefore,
  )
  const versions = await processVersionsOf(tx, tenantId)
  const book = await calendarBook(tx, tenantId)
  const rows = cases.flatMap((complaintCase) => {
    const happened = events.get(complaintCase.id) ?? []
    const version = versionOf(complaintCase, happened, versions)
    const began = beganAt(happened)
    if (!version?.definition.steps || !began) return []
    const { tenant_id, id, cycle, unit_id, category } = complaintCase
    const counts = countsOf(adherenceOfCase(complaintCase, happened, version, book.of(unit_id), now), now)
    return [
      {
        tenant_id,
        case_id: id,
        cycle: cycle - cyclesBefore,
        process_version_id: version.id,
        unit_id,
        category,
        began_at: began,
        ...counts,
      },
    ]
  })
  await storeAdherence(tx, rows)
}

export const beganAt = (events: AdherenceEvent[]) => events.find(({ kind }) => kind === 'case.accepted' || kind === 'case.reopened')?.at

/** The version the cycle is bound to; a moment after acceptance, before that is written down, the one it is about to be bound to. */
export function versionOf(complaintCase: Case, events: AdherenceEvent[], versions: ProcessVersion[]): ProcessVersion | undefined {
  const bound = versions.find(({ id }) => id === complaintCase.process_version_id)
  const began = beganAt(events)
  return bound ?? (began && versionInForce(versions, complaintCase.category, began))
}

export const adherenceOfCase = (
  { received_at }: Pick<Case, 'received_at'>,
  events: AdherenceEvent[],
  { definition }: ProcessVersion,
  calendar: WorkCalendar,
  now: Date,
): Adherence => adherenceOf(definition.steps ?? [], events, received_at, now, dueIn(calendar))

/** A limit beyond the years the calendar can count has no end to be late for. */
const dueIn =
  (calendar: WorkCalendar): DueOf =>
  (limit, start, pauses) => {
    try {
      return dueAt(limit, start, pauses, calendar).dueAt
    } catch (error) {
      if (error instanceof RangeError) return null
      throw error
    }
  }
