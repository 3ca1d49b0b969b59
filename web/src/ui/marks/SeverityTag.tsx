import type { Severity } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

const stepOf: Record<Severity, number> = { general: 1, major: 2, serious: 3, critical: 4 }

/** 严重程度: the word with as many bars as it is severe; grey, for colours belong to stages. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const { t } = useTranslation('ui')
  return (
    <span className="level" data-level={stepOf[severity]}>
      <LevelBars step={stepOf[severity]} />
      {t(`severity.${severity}`)}
    </span>
  )
}

function LevelBars({ step }: { step: number }) {
  return (
    <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
      {[1, 2, 3, 4].map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 3.6}
          y={12 - bar * 3}
          width="2.6"
          height={bar * 3}
          rx="0.8"
          className={bar <= step ? 'is-on' : 'is-off'}
        />
      ))}
    </svg>
  )
}
