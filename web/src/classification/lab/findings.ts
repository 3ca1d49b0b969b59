import type { TextAnalysis } from '@zhiwei/contract'
import type { Mark } from '../highlight/segments.ts'

export type Layer = 'signal' | 'personal' | 'category' | 'stage' | 'severity' | 'entity'
/** One thing the engine found. Without `span` it holds for the whole; `turn` 0 of a plain text is the text. */
export type Finding = {
  key: string
  layer: Layer
  code: string
  turn: number
  span?: readonly [number, number]
  words: string
  detail?: string
  amountFen?: number
  withinHours?: number
}
/** Findings of one code together, in the order of the first. */
export type Group = { id: string; layer: Layer; code: string; findings: Finding[] }

type Found = {
  span?: [number, number] | undefined
  turn?: number | undefined
  detail?: string | undefined
  amountFen?: number | undefined
  withinHours?: number | undefined
}

/** Amounts are counted in fen whatever money is meant; said in another one, ¥ beside it would be wrong. */
const foreign = /[$€£₩]|USD|EUR|GBP|美元|欧元|英镑|dollar|euro|pound/i

/** Everything with a place, and every reason, that an analysis holds. @param texts the turns, or the one text */
export function findingsOf(analysis: TextAnalysis, texts: readonly string[]): Finding[] {
  const counts = new Map<string, number>()
  function found(layer: Layer, code: string, { span, turn = 0, detail, amountFen, withinHours }: Found): Finding {
    const id = `${layer}:${code}`
    const count = counts.get(id) ?? 0
    counts.set(id, count + 1)
    const words = span ? (texts[turn] ?? '').slice(span[0], span[1]) : ''
    return {
      key: `${id}:${count}`,
      layer,
      code,
      turn,
      words,
      ...(span && { span }),
      ...(detail && { detail }),
      ...(amountFen !== undefined && !foreign.test(words) && { amountFen }),
      ...(withinHours !== undefined && { withinHours }),
    }
  }
  const signals = analysis.signals.filter(({ kind }) => kind !== 'personalData')
  const personal = analysis.signals.filter(({ kind }) => kind === 'personalData')
  const isSame = (one: Found, other: Found) =>
    one.turn === other.turn && one.span?.[0] === other.span?.[0] && one.span?.[1] === other.span?.[1]
  const masked = analysis.personalData.filter((place) => !personal.some((signal) => isSame(signal, place)))
  return [
    ...signals.map((signal) => found('signal', signal.kind, signal)),
    ...[...personal, ...masked].map((place) => found('personal', 'personalData', place)),
    ...analysis.categoryReasons.map((reason) => found('category', reason.code, reason)),
    ...analysis.stage.reasons.map((reason) => found('stage', reason.code, reason)),
    ...analysis.severityReasons.map((reason) => found('severity', reason.code, reason)),
    ...analysis.entities.map((entity) => found('entity', entity.kind, { ...entity, detail: entity.value })),
  ]
}

export function groupsOf(findings: readonly Finding[], layer: Layer): Group[] {
  const byCode = Map.groupBy(
    findings.filter((finding) => finding.layer === layer),
    ({ code }) => code,
  )
  return [...byCode].map(([code, list]) => ({ id: `${layer}:${code}`, layer, code, findings: list }))
}

/** Which look and which line of the legend: a signal its own kind, the other layers one each. */
export const kindOf = ({ layer, code }: Pick<Finding, 'layer' | 'code'>) =>
  layer === 'signal' || layer === 'entity' ? code : layer === 'personal' ? 'personalData' : layer

/** Line of the legend a finding belongs to: entities share one. */
export const legendOf = (finding: Pick<Finding, 'layer' | 'code'>) => (finding.layer === 'entity' ? 'entity' : kindOf(finding))

/** What a category was learnt by is a run of characters (信部): inside a word of another finding (工信部) it would only cut that in two. */
function cutsAnother({ code, turn, span: [start, end] = [0, 0] }: Finding, findings: readonly Finding[]): boolean {
  if (code !== 'learntWord') return false
  return findings.some(({ layer: other, turn: there, span }) => {
    if (other === 'category' || there !== turn || !span) return false
    return start < span[1] && end > span[0] && !(start <= span[0] && end >= span[1])
  })
}

/** The marks of one turn, without those hidden in the legend. */
export function marksOf(findings: readonly Finding[], turn: number, labelOf: (finding: Finding) => string, hidden: ReadonlySet<string>) {
  return findings
    .filter((finding) => finding.turn === turn && finding.span && !hidden.has(legendOf(finding)) && !cutsAnother(finding, findings))
    .map((finding): Mark => {
      const [start = 0, end = 0] = finding.span ?? []
      return { start, end, kind: kindOf(finding), label: labelOf(finding), key: finding.key }
    })
}
