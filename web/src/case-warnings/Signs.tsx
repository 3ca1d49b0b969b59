import type { RiskReason } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

const shown = (value: number) => String(Math.round(value * 10) / 10)

/** What makes the figure: a chip a sign, the strongest first. */
export function Signs({ reasons, none }: { reasons: readonly RiskReason[]; none?: string }) {
  const { t } = useTranslation('case-warnings')
  if (reasons.length === 0) return none ? <span className="meta">{none}</span> : null
  return (
    <ul className="cw-signs">
      {reasons.map(({ sign, value }) => (
        <li key={sign} className="cw-sign">
          {t(`sign.${sign}`, { value: shown(value), count: value })}
        </li>
      ))}
    </ul>
  )
}
