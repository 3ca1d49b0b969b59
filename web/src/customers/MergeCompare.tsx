import type { CustomerRow } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { comma } from '../platform/punctuation.ts'

const fields = ['name', 'phone', 'email', 'customerNo', 'tier', 'lifecycle', 'tags', 'cases'] as const

/** Both side by side; where they differ stands out. */
export function MergeCompare({ kept, double }: { kept: CustomerRow; double: CustomerRow }) {
  const { t } = useTranslation('customers')
  const shown = (row: CustomerRow, field: (typeof fields)[number]) => {
    if (field === 'tier') return t(`ui:tier.${row.tier}`)
    if (field === 'lifecycle') return row.lifecycle ? t(`ui:lifecycle.${row.lifecycle}`) : '–'
    if (field === 'tags') return row.tags.join(comma()) || '–'
    if (field === 'cases') return numberText(row.caseCount)
    return row[field] || '–'
  }
  return (
    <table className="merge-compare">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('merge.kept')}</th>
          <th scope="col">{t('merge.double')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field} className={shown(kept, field) === shown(double, field) ? undefined : 'is-different'}>
            <th scope="row">{t(`field.${field}`)}</th>
            <td>{shown(kept, field)}</td>
            <td>{shown(double, field)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
