import { useTranslation } from 'react-i18next'

/** 阶段: number in its colour, and the word unless `compact`. */
export function StageMark({ stage, compact = false }: { stage: number; compact?: boolean }) {
  const { t } = useTranslation('ui')
  const word = t(`stage.${stage}`)
  return (
    <span className={`mark stage-${stage}`} title={t('stage.full', { stage, word })}>
      <span className="mark-number">{stage}</span> <span className={compact ? 'out-of-sight' : undefined}>{word}</span>
    </span>
  )
}
