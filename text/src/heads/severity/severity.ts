import type { Reason, SeverityCode, Signal, Span } from '../../analysis.ts'
import { cuesIn } from '../../cues/find-cues.ts'
import { type CueRule, sheetOf } from '../../cues/sheet.ts'
import { onceEach, sorted, wholePlace } from '../../reasons.ts'
import { fold } from '../../signals/fold.ts'
import { shippedWords } from '../../signals/vocabulary.ts'
import { largestAmount } from './amount.ts'
import given from './rules.json' with { type: 'json' }

type SeverityRule = CueRule & { severity: SeverityCode }
const rules = given as SeverityRule[]
const sheet = sheetOf(rules, shippedWords)

export const severities: readonly SeverityCode[] = ['general', 'major', 'serious', 'critical']

const computed = ['group', 'amount', 'safetyWithAuthority'] as const
/** Every code a reason may have. */
export const severityCodes: readonly string[] = [...new Set([...rules.map(({ code }) => code), ...computed])]

/** In yuan, from the rubric: docs/rules/severity.md. */
const seriousYuan = 10_000
const majorYuan = 1_000

export type SeverityReason = Reason & { code: string; severity: SeverityCode }
export type SeverityFound = { severity: SeverityCode; reasons: SeverityReason[] }

/** Safety is read by this head's own rules: a hazard and an injury are two lines of the rubric. */
function ofSignal({ kind, detail }: Signal): { code: string; severity: SeverityCode } | null {
  if (kind === 'selfHarm') return { code: 'selfHarm', severity: 'critical' }
  if (kind === 'crowd') return { code: 'group', severity: 'serious' }
  if (kind === 'vulnerable') return { code: 'vulnerable', severity: 'major' }
  if (kind !== 'regulator' && kind !== 'media' && kind !== 'legal') return null
  if (detail === 'done') return { code: 'outsideAlready', severity: 'serious' }
  return detail === 'threat' ? { code: 'threat', severity: 'major' } : null
}

/**
 * 严重程度 by the rules alone: the highest line of the rubric that a word, an amount or a signal speaks for.
 * A safety matter that an authority handles already is critical. Source: docs/rules/severity.md
 */
export function severityByRules(text: string, signals: readonly Signal[] = []): SeverityFound {
  const folded = fold(text)
  const reasons: SeverityReason[] = []
  const note = (code: string, severity: SeverityCode, span: Span) => reasons.push({ code, severity, span: wholePlace(text, span) })
  for (const { rule, span } of cuesIn(sheet, folded, text.length)) {
    const { code, severity } = sheet.rules[rule] as SeverityRule
    note(code, severity, span)
  }
  const amount = largestAmount(folded)
  if (amount && amount.yuan >= majorYuan) note('amount', amount.yuan >= seriousYuan ? 'serious' : 'major', amount.span)
  for (const signal of signals) {
    const found = ofSignal(signal)
    if (found) note(found.code, found.severity, signal.span)
  }
  const handled = reasons.find(({ code }) => code === 'outsideAlready')
  if (handled?.span && reasons.some(({ code }) => code === 'safetyHazard') && signals.some(isAuthority))
    note('safetyWithAuthority', 'critical', handled.span)
  return { severity: worstOf(reasons), reasons: shown(reasons) }
}

const isAuthority = ({ kind, detail }: Signal) => kind === 'regulator' && detail === 'done'
const rank = (severity: SeverityCode) => severities.indexOf(severity)
const worstOf = (reasons: readonly SeverityReason[]) =>
  reasons.reduce<SeverityCode>((worst, { severity }) => (rank(severity) > rank(worst) ? severity : worst), 'general')

/** The heaviest first. */
const shown = (reasons: SeverityReason[]) => onceEach(sorted(reasons, (one, other) => rank(other.severity) - rank(one.severity)))
