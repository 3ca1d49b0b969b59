import type { GapMeasure, SkillMeasure, SkillRow } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnName } from '../../classification/index.ts'
import { ratioText } from '../../platform/index.ts'
import { ProblemNotice, TableBones } from '../../ui/index.ts'
import { GivePlanModal } from '../plans/GivePlanModal.tsx'
import { useSkills } from '../queries.ts'
import type { PartProps } from '../TrainingPage.tsx'

type Gap = { measure: GapMeasure; category: string | null }

/** 技能与短板: of a person by category, beside colleagues; a gap becomes a training plan. */
export function SkillsPart({ place }: PartProps) {
  const { t } = useTranslation('training')
  const skills = useSkills(place.userId)
  const [gap, setGap] = useState<Gap>()
  if (skills.isPending) return <TableBones />
  if (skills.isError) return <ProblemNotice problem={skills.error} onRetry={skills.refetch} />
  const { person, rows, can } = skills.data
  return (
    <>
      <p className="meta">{t('skills.hint', { name: person.name })}</p>
      <ul className="card training-list" aria-label={t('part.skills')}>
        {rows.map((row) => (
          <li key={row.category ?? 'all'}>
            <Skill row={row} onPlan={can.plan ? (measure) => setGap({ measure, category: row.category }) : undefined} />
          </li>
        ))}
      </ul>
      {gap && <GivePlanModal userId={person.id} name={person.name} kind="gap" gap={gap} onClose={() => setGap(undefined)} />}
    </>
  )
}

function Skill({ row, onPlan }: { row: SkillRow; onPlan: ((measure: GapMeasure) => void) | undefined }) {
  const { t } = useTranslation('training')
  const categoryName = useOwnName('categories')
  return (
    <article>
      <header className="training-head">
        <strong>{row.category === null ? t('skills.all') : (categoryName(row.category) ?? row.name)}</strong>
        <span className="meta figures">{t('skills.handled', { count: row.handled })}</span>
      </header>
      <ul className="training-measures">
        {row.measures.map((measure) => (
          <li key={measure.measure} data-verdict={measure.verdict}>
            <Measure measure={measure} />
            {onPlan && measure.verdict === 'gap' && (
              <Button size="small" onClick={() => onPlan(measure.measure)}>
                {t('skills.plan')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </article>
  )
}

function Measure({ measure: { measure, count, of, others, low, high, ratio, verdict } }: { measure: SkillMeasure }) {
  const { t } = useTranslation('training')
  return (
    <>
      <span>{t(`measure.${measure}`)}</span>
      <span className="figures">{t('skills.count', { count, of })}</span>
      <span className="meta figures">{others.of > 0 && t('skills.others', { share: ratioText(others.count / others.of) })}</span>
      <span className="meta figures">
        {ratio !== null && low !== null && t('skills.times', { ratio: ratio.toFixed(1), low: low.toFixed(1), high: highText(high) })}
      </span>
      <strong className="training-verdict">{t(`verdict.${verdict}`)}</strong>
    </>
  )
}

/** Beyond that it says only that nothing is known. */
const most = 100
const highText = (high: number | null) => (high === null || high > most ? '∞' : high.toFixed(1))
