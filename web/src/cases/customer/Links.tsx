import type { CaseLink } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { StatusTag } from '../../ui/index.ts'
import { isAllowed } from '../acts/availability.ts'
import { useCaseOnPage } from '../case-context.ts'

/** 相关工单: duplicates, repeats, parts, and cases merged with this one. */
export function Links() {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  if (complaintCase.links.length === 0) return null
  return (
    <section className="part">
      <h2>{t('customer.links')}</h2>
      <ul className="plain case-links">
        {complaintCase.links.map((link) => (
          <li key={`${link.kind}${link.direction}${link.caseId}`}>
            <span className="meta">{t(`link.${link.kind}.${link.direction}`)}</span>
            <span className="case-link">
              <Link to={`/cases/${link.caseId}`}>{link.number}</Link>
              <StatusTag status={link.status} />
              {isPart(link) && isAllowed(complaintCase, 'takeOut') && <TakeOut link={link} />}
            </span>
            <span>{link.subject}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isPart = ({ kind, direction }: CaseLink) => kind === 'mergedInto' && direction === 'from'

function TakeOut({ link }: { link: CaseLink }) {
  const { t } = useTranslation('cases')
  const { openAct } = useCaseOnPage()
  return (
    <Button type="link" size="small" onClick={() => openAct('takeOut', { caseId: link.caseId })}>
      {t('link.takeOut')}
    </Button>
  )
}
