import { type EventKind, Priority, Severity, type Signal } from '@zhiwei/contract'
import type { Case, StoredAnalysis } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { type ProposedPriority, priorityFactsOf, priorityOf, startingScheme } from './priority.ts'

type Graded = Pick<Case, 'stage' | 'severity' | 'priority' | 'channel' | 'regulator' | 'duplicate_of'>
type Grade = 'severity' | 'priority'
type KnownBefore = { /** Of the complaint and its earlier messages. */ signals: Signal[]; setByPeople: Set<string> }
export type Rise = {
  stage: number | null
  /** What of these rises, and from what. */
  from: Partial<Pick<Graded, Grade>>
  to: { severity?: Severity; priority?: Priority }
  /** With its points, where the case would stand higher by the message, whether or not a person has set it. */
  priority: ProposedPriority | null
}

/**
 * 升高: what a later message raises on a case. Stage, severity and priority only go up; severity and priority that a person set stay.
 * Source: docs/rules/severity.md, docs/rules/priority.md
 * @param level the stage the conversation has reached with the message
 */
export function riseOf(
  complaintCase: Graded,
  message: StoredAnalysis,
  level: number,
  { signals, setByPeople }: KnownBefore,
  scheme = startingScheme,
): Rise {
  const stage = level > (complaintCase.stage ?? 1) ? level : null
  const isGraver = rank(Severity, message.severity) > rank(Severity, complaintCase.severity ?? 'general')
  const severity = isGraver && !setByPeople.has('severity') ? message.severity : null
  const own = message.signals.map(({ kind }) => kind)
  const facts = priorityFactsOf({
    severity: severity ?? complaintCase.severity ?? 'general',
    stage: stage ?? complaintCase.stage ?? 1,
    signals: [...new Set([...signals, ...own])],
    isReferred: complaintCase.regulator !== null || complaintCase.channel === 'regulator',
    isRepeat: complaintCase.duplicate_of !== null,
  })
  // A message that brings nothing new leaves the priority: it is not weighed anew with what people have changed since.
  const priority = stage !== null || severity !== null || own.length > 0 ? priorityOf(facts, scheme) : null
  const isHigher = priority !== null && rank(Priority, priority.proposed) > rank(Priority, complaintCase.priority)
  const isRaised = isHigher && !setByPeople.has('priority')
  return {
    stage,
    from: { ...(severity && { severity: complaintCase.severity }), ...(isRaised && { priority: complaintCase.priority }) },
    to: { ...(severity && { severity }), ...(isRaised && { priority: priority.proposed }) },
    priority: isHigher ? priority : null,
  }
}

const rank = <Code extends string>({ options }: { options: readonly Code[] }, code: Code) => options.indexOf(code)

/** What acceptance takes over as the machine proposed it stays the machine's; any other word is a person's own. */
export const isOwnWord = (kind: EventKind, agreed: boolean) => kind !== 'case.accepted' || !agreed

/** Severity and priority, if a person set them. */
export async function gradesSetByPeople(tx: Tx, tenantId: string, caseId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('analysis_correction as c')
    .innerJoin('case_event as e', (join) =>
      join.onRef('e.tenant_id', '=', 'c.tenant_id').onRef('e.case_id', '=', 'c.case_id').onRef('e.no', '=', 'c.said_no'),
    )
    .select(['c.field', 'c.agreed', 'e.kind'])
    .where('c.tenant_id', '=', tenantId)
    .where('c.case_id', '=', caseId)
    .where('c.field', 'in', ['severity', 'priority'])
    .execute()
  return new Set(rows.filter(({ kind, agreed }) => isOwnWord(kind, agreed)).map(({ field }) => field))
}
