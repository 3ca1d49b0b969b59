import { type CaseAnalysis, Priority, Severity } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../../platform/index.ts'
import { PriorityTag, SeverityTag, StageMark } from '../../ui/index.ts'
import { JudgedRow } from './JudgedRow.tsx'
import { standingOf } from './judgements.ts'
import { PriorityPoints } from './PriorityPoints.tsx'
import { Reasons } from './Reasons.tsx'
import type { Judge } from './use-judge.ts'

const stages = [1, 2, 3, 4, 5]

type Props = { analysis: CaseAnalysis; judge: Judge }

/** The machine's word where the case says something else. */
function useProposed() {
  const { t } = useTranslation('cases')
  return (value: unknown, proposed: string | number | null, words: string) =>
    proposed !== null && proposed !== value && t('analysis.proposed', { value: words })
}

/** 阶段 with what speaks for it, or the words of the person who set it. */
export function StageRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const { value, proposed, probability, reasons, history } = analysis.stage
  const last = history.at(-1)
  const why = last && last.level === value ? last : null
  const isOfComplaint = value === proposed
  const standing = standingOf(analysis, 'stage', value)
  return (
    <JudgedRow
      field="stage"
      value={value}
      shown={value === null ? undefined : <StageMark stage={value} />}
      aside={isOfComplaint && standing.kind === 'proposed' && probability !== null && ratioText(probability)}
      standing={standing}
      options={stages}
      judge={judge}
    >
      <Reasons of="stage" reasons={why && why.reasons.length > 0 ? why.reasons : isOfComplaint ? reasons : []} />
      {why?.reason && <p className="judged-why">{t('analysis.said', { reason: why.reason })}</p>}
    </JudgedRow>
  )
}

/** 严重程度 with its reasons. */
export function SeverityRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const proposedWords = useProposed()
  const { value, proposed, probability, reasons } = analysis.severity
  const standing = standingOf(analysis, 'severity', value)
  return (
    <JudgedRow
      field="severity"
      value={value}
      shown={value && <SeverityTag severity={value} />}
      aside={
        value === proposed
          ? standing.kind === 'proposed' && probability !== null && ratioText(probability)
          : proposedWords(value, proposed, proposed ? t(`ui:severity.${proposed}`) : '')
      }
      standing={standing}
      options={Severity.options}
      judge={judge}
    >
      {value === proposed && <Reasons of="severity" reasons={reasons} />}
    </JudgedRow>
  )
}

/** 优先级 with the points that add up to it. */
export function PriorityRow({ analysis, judge }: Props) {
  const { t } = useTranslation('cases')
  const proposedWords = useProposed()
  const { value, proposed, reasons } = analysis.priority
  const priority = Priority.catch('normal').parse(value)
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return (
    <JudgedRow
      field="priority"
      value={value}
      shown={<PriorityTag priority={priority} />}
      aside={
        value === proposed
          ? reasons.length > 0 && t('analysis.points', { count: sum })
          : proposedWords(value, proposed, proposed ? t(`ui:priority.${proposed}`) : '')
      }
      standing={standingOf(analysis, 'priority', value)}
      options={Priority.options}
      judge={judge}
      canConfirm={proposed !== null}
    >
      <PriorityPoints reasons={reasons} />
    </JudgedRow>
  )
}
