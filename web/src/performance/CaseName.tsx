import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

type Props = { about: { id: string; number: string; subject: string; visible: boolean } }

/** A case by number and subject; one the person may not open by its number alone. */
export function CaseName({ about: { id, number, subject, visible } }: Props) {
  const { t } = useTranslation('performance')
  if (!visible)
    return (
      <span className="figures" title={t('rows.hidden')}>
        {number}
      </span>
    )
  return (
    <>
      <Link to={`/cases/${id}`}>{number}</Link> {subject}
    </>
  )
}
