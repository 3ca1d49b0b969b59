import type { IncomingComplaint } from '@zhiwei/contract'
import type { Case } from '../../cases/index.ts'
import type { Family, Step } from '../story/planned.ts'
import { write } from './acts.ts'
import { watchApproval } from './approvals.ts'
import { keepClocks, tellUntil, writeClocks } from './clocks.ts'
import { type Draft, searchTextOf, type Writer } from './draft.ts'
import { register } from './register.ts'
import { moveTaskTimes } from './task-times.ts'

/** Writes a family of cases, each step at its own time and in one order of time; clocks tell in between what they would have told. */
export function writeFamily(writer: Writer, family: Family): Draft[] {
  const { cast } = writer
  const drafts = new Map<number, Draft>()
  for (const happening of inOrder(family)) {
    for (const draft of drafts.values()) tellUntil(writer, draft, happening.at)
    const by = happening.by === null ? cast.nobody : cast.actor(happening.by)
    const doing = { by, at: happening.at }
    if ('complaint' in happening) {
      const registered = register(writer, happening.complaint, doing, [...drafts.values()])
      drafts.set(happening.index, registered)
      keepClocks(writer, registered, happening.at, { kind: 'complaint.received' })
      continue
    }
    const draft = drafts.get(happening.index)
    if (!draft) throw new Error(`case ${happening.index} of the family is not registered yet`)
    const told = write(writer, draft, doing, happening.act, drafts)
    keepClocks(writer, draft, happening.at, told)
    moveTaskTimes(writer, draft, told)
  }
  for (const draft of drafts.values()) {
    tellUntil(writer, draft, writer.now)
    writeClocks(writer, draft)
    watchApproval(writer, draft)
    writer.ledger.rows.complaint_case.push(storedForm(draft.case))
    writer.ledger.search.push(searchTextOf(draft))
  }
  return [...drafts.values()]
}

// The column takes JSON as text, or nothing.
const storedForm = (complaintCase: Case) => ({
  ...complaintCase,
  regulator: (complaintCase.regulator && JSON.stringify(complaintCase.regulator)) as string,
})

type Happening = { at: Date; index: number; by: string | null } & ({ complaint: IncomingComplaint } | { act: Step['act'] })

const inOrder = (family: Family): Happening[] =>
  family
    .flatMap(({ complaint, registeredAt, registeredBy, steps }, index): Happening[] => [
      { at: registeredAt, index, complaint, by: registeredBy },
      ...steps.map(({ at, by, act }) => ({ at, index, by, act })),
    ])
    .sort((one, other) => one.at.getTime() - other.at.getTime())
