import type { RiskHeat } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'

/** 热度: the number that came, in the colour of its level, with what was usual. */
export function HeatMark({ heat }: { heat: RiskHeat }) {
  const { t } = useTranslation('risk-points')
  const count = heat.complaints + heat.doubts + heat.latent
  return (
    <span className={`heat-mark heat-${heat.level}`} title={t('heat.parts', { ...heat })}>
      <b className="figures">{numberText(count)}</b>{' '}
      {heat.expected !== null && count > 0 && <span className="meta">{t('heat.usual', { expected: heat.expected })}</span>}
    </span>
  )
}
