import { z } from 'zod'
import { ActionRow, ActionSeverity } from './actions.ts'
import { PartDiscipline } from './partner-parts.ts'
import { Flag, Id, Instant, line, listOf, Named, PageQuery, Version } from './primitives.ts'

const text = z.string().trim().max(8_000)
/** What is written under D2–D8; the actions themselves stand under D3 (containment), D5–D6 (corrective) and D7 (preventive). */
export const EightDTexts = z.strictObject({
  /** D2: what, where, when, who, how many, how bad. */
  problem: text,
  containment: text,
  /** D4: why it happened, */
  cause: text,
  /** and why nobody noticed before the customer did. */
  escape: text,
  chosen: text,
  implemented: text,
  prevention: text,
  thanks: text,
})
const fields = {
  title: line(120),
  severity: ActionSeverity,
  /** D1 */
  leaderId: Id,
  teamIds: z.array(Id).max(30),
  texts: EightDTexts.partial(),
  causeTreeId: Id.nullable(),
  caseIds: z.array(Id).max(50),
  topicId: Id.nullable(),
  riskPointId: Id.nullable(),
}
export const EightDInput = z.strictObject({
  ...fields,
  severity: fields.severity.default('major'),
  teamIds: fields.teamIds.default([]),
  texts: fields.texts.default({}),
  causeTreeId: fields.causeTreeId.default(null),
  caseIds: fields.caseIds.default([]),
  topicId: fields.topicId.default(null),
  riskPointId: fields.riskPointId.default(null),
})
export const EightDChange = z.strictObject(fields).partial().extend({ version: Version })
export const EightDClosure = z.strictObject({ version: Version })

/** What still keeps a report open. */
export const EightDLack = z.enum(['problem', 'cause', 'corrective', 'openActions', 'partners', 'thanks'])
export const EightDRow = z.object({
  id: Id,
  title: z.string(),
  severity: ActionSeverity,
  leader: Named,
  /** Actions by how far they are. */
  actions: z.object({ all: z.number().int(), ended: z.number().int() }),
  at: Instant,
  closedAt: Instant.nullable(),
  version: z.number().int(),
})
export const EightDListQuery = PageQuery.extend({ open: Flag.optional(), caseId: Id.optional() })
export const EightDList = listOf(EightDRow)
export const EightDDetail = EightDRow.extend({
  team: z.array(Named),
  texts: EightDTexts,
  causeTree: Named.nullable(),
  /** Of its drawing: what was confirmed. */
  confirmedCauses: z.array(z.object({ text: z.string(), cause: z.string().nullable(), evidence: z.string() })),
  cases: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
  hiddenCases: z.number().int(),
  caseIds: z.array(Id),
  topic: Named.nullable(),
  riskPoint: Named.nullable(),
  by: Named.nullable(),
  closedBy: Named.nullable(),
  actionRows: z.array(ActionRow),
  /** What partner firms answered and was accepted. */
  partnerAnswers: z.array(z.object({ unit: Named, discipline: PartDiscipline, text: z.string(), at: Instant })),
  lacks: z.array(EightDLack),
  mayEdit: z.boolean(),
})

export type EightDTexts = z.infer<typeof EightDTexts>
export type EightDInput = z.infer<typeof EightDInput>
export type EightDChange = z.infer<typeof EightDChange>
export type EightDRow = z.infer<typeof EightDRow>
export type EightDList = z.infer<typeof EightDList>
export type EightDListQuery = z.infer<typeof EightDListQuery>
export type EightDDetail = z.infer<typeof EightDDetail>
export type EightDLack = z.infer<typeof EightDLack>
