import type { TextAnalysis } from '@zhiwei/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { MarkedText } from '../highlight/MarkedText.tsx'
import type { Turn } from './dialogue.ts'
import { type Finding, marksOf } from './findings.ts'
import type { LabInput } from './input.ts'

type Props = {
  input: LabInput
  analysis: TextAnalysis
  findings: readonly Finding[]
  hidden: ReadonlySet<string>
  labelOf: (finding: Finding) => string
  active: readonly string[]
  onActive: (keys: readonly string[]) => void
}
type Course = NonNullable<TextAnalysis['satisfaction']>['turns'][number]

/** One text, or a conversation turn by turn with emotion and satisfaction of each turn of the customer. */
export function MarkedTurns({ input, analysis, findings, hidden, labelOf, active, onActive }: Props) {
  const { turns, mode } = input
  const marks = useMemo(() => turns.map((_, turn) => marksOf(findings, turn, labelOf, hidden)), [turns, findings, labelOf, hidden])
  const course = useMemo(() => new Map(analysis.satisfaction?.turns.map((one) => [one.turn, one])), [analysis])
  const textOf = (turn: Turn, at: number) => <MarkedText text={turn.text} marks={marks[at] ?? []} active={active} onActive={onActive} />
  if (mode === 'text') return turns[0] ? textOf(turns[0], 0) : null
  return (
    <ol className="lab-turns">
      {turns.map((turn, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns of one analysis neither move nor change
        <li key={at} data-by={turn.by}>
          <TurnHead turn={turn} course={course.get(at)} />
          {textOf(turn, at)}
        </li>
      ))}
    </ol>
  )
}

function TurnHead({ turn, course }: { turn: Turn; course: Course | undefined }) {
  const { t } = useTranslation('classification')
  return (
    <div className="lab-turn-head">
      <span className="lab-by">{t(`text.by.${turn.by}`)}</span>
      {course && (
        <span
          className="meta figures"
          title={t('lab.emotionFull', { level: course.emotion, word: t(`text.emotionLevel.${course.emotion}`) })}
        >
          {t('lab.level', { level: course.emotion })} · {t('lab.satisfied', { share: ratioText(course.satisfied, 0) })}
        </span>
      )}
    </div>
  )
}
