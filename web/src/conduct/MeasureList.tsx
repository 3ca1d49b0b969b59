import type { ShownMeasure } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'

/** 措施: each with what staff do by it. */
export function MeasureList({ measures, contacts }: { measures: readonly ShownMeasure[]; contacts?: number }) {
  const { t } = useTranslation('conduct')
  return (
    <ul className="conduct-measures">
      {measures.map(({ kind, contact, perWeek }) => (
        <li key={kind}>
          <strong>{t(`measure.${kind}`)}</strong> {t(`staff.${kind}`, { name: contact?.name ?? '', perWeek: perWeek ?? 0 })}
          {kind === 'contactRate' && contacts !== undefined && <span className="meta"> {t('contacts', { count: contacts })}</span>}
        </li>
      ))}
    </ul>
  )
}
