import type { MeasureFigure, MeasureUnit } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { ofText, valueText } from '../measures/index.ts'
import { useFormat } from '../platform/index.ts'

type Props = { figure: MeasureFigure | null; unit: MeasureUnit; title: string; onOpen: () => void }

/** A figure that opens its rows; of a share and a duration with how many it is of. */
export function PivotCell({ figure, unit, title, onOpen }: Props) {
  const { t } = useTranslation('pivot')
  const { duration } = useFormat()
  if (!figure || (figure.denominator ?? figure.numerator ?? 0) === 0) return <span className="meta">—</span>
  const text = figure.value === null ? t('few') : valueText(figure.value, unit, duration)
  const of = unit === 'count' ? '' : ofText(unit === 'share' ? figure : { ...figure, numerator: null }, unit)
  return (
    <button type="button" className="pivot-cell figures" aria-label={t('open', { title, value: text })} onClick={onOpen}>
      <span className={figure.value === null ? 'meta' : ''}>{text}</span>
      {of && <span className="meta measure-interval">{of}</span>}
    </button>
  )
}
