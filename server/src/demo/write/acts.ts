import type { PlannedAct } from '../story/planned.ts'
import { actsOfCases } from './acts-of-cases.ts'
import { actsOfStages } from './acts-of-stages.ts'
import { actsOfUnits } from './acts-of-units.ts'
import type { Doing, Draft, Told, Writer } from './draft.ts'

/** What an act leaves behind for the clocks: the event it recorded. */
export type Write<Noun extends PlannedAct['noun']> = (
  writer: Writer,
  draft: Draft,
  doing: Doing,
  act: Extract<PlannedAct, { noun: Noun }>,
  family: Map<number, Draft>,
) => Told

/** How each act writes; a test holds every row equal to what the act itself makes. */
const writes: { [Noun in PlannedAct['noun']]: Write<Noun> } = { ...actsOfCases, ...actsOfUnits, ...actsOfStages }

export function write(writer: Writer, draft: Draft, doing: Doing, act: PlannedAct, family: Map<number, Draft>): Told {
  // The noun picks the function for its own kind of act.
  const one = writes[act.noun] as Write<PlannedAct['noun']>
  return one(writer, draft, doing, act, family)
}
