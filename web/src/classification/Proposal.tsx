import type { Priority, RegisteredComplaint, Severity, Signal, TextAnalysis } from '@zhiwei/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ratioText } from '../platform/index.ts'
import { PriorityTag, SeverityTag, StageMark } from '../ui/index.ts'
import { useCatalogueName } from './queries.ts'
import './proposal.css'

export type Proposed = {
  category: { code: string; probability: number | null } | null
  /** The category is a guess by seed words. */
  isGuess?: boolean
  stage: number | null
  severity: Severity | null
  priority?: Priority
  signals: Signal[]
}

export const proposedOf = ({ category: [best], categoryBasis, stage, severity, signals }: TextAnalysis): Proposed => ({
  category: best ?? null,
  isGuess: categoryBasis === 'seeds',
  stage: stage.level,
  severity,
  signals: [...new Set(signals.map(({ kind }) => kind))],
})

export const proposedAt = ({ classification, stage, severity, priority }: RegisteredComplaint): Proposed => ({
  category: classification?.category ? { code: classification.category, probability: classification.probability } : null,
  stage,
  severity,
  priority,
  signals: classification?.signals ?? [],
})

type Props = { proposed: Proposed /** Beside the category. */; action?: ReactNode }

/** 系统判断 in a few lines: category, stage, severity, priority, signals. */
export function Proposal({ proposed: { category, isGuess = false, stage, severity, priority, signals }, action }: Props) {
  const { t } = useTranslation('classification')
  const categoryName = useCatalogueName('categories')
  return (
    <dl className="proposal">
      <div>
        <dt>{t('proposal.category')}</dt>
        <dd>
          {category ? <strong>{categoryName(category.code)}</strong> : <span className="secondary">{t('proposal.noCategory')}</span>}
          {category?.probability != null && (
            <span className="meta">
              {ratioText(category.probability)}
              {isGuess && ` · ${t('proposal.guess')}`}
            </span>
          )}
          {action}
        </dd>
      </div>
      {stage !== null && (
        <div>
          <dt>{t('proposal.stage')}</dt>
          <dd>
            <StageMark stage={stage} />
          </dd>
        </div>
      )}
      {severity && (
        <div>
          <dt>{t('proposal.severity')}</dt>
          <dd>
            <SeverityTag severity={severity} />
          </dd>
        </div>
      )}
      {priority && (
        <div>
          <dt>{t('proposal.priority')}</dt>
          <dd>
            <PriorityTag priority={priority} />
          </dd>
        </div>
      )}
      {signals.length > 0 && (
        <div>
          <dt>{t('proposal.signals')}</dt>
          <dd className="proposal-signals">
            {signals.map((kind) => (
              <span key={kind} className="proposal-signal">
                {t(`text.signal.${kind}`)}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  )
}
