import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCaseOnPage } from '../case-context.ts'

/** Another case, by its number where this one is linked to it. */
export function CaseRef({ id }: { id: string }) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const number = complaintCase.links.find(({ caseId }) => caseId === id)?.number
  return <Link to={`/cases/${id}`}>{number ?? t('story.otherCase')}</Link>
}
