import { useTranslation } from 'react-i18next'
import { CaseCalls } from '../../calls/index.ts'
import { CaseTold, ShownToCustomer } from '../../channels/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { SameMatter } from '../similar/SameMatter.tsx'
import { FileLink } from '../story/FileLink.tsx'
import { Affair } from './Affair.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { Links } from './Links.tsx'
import { Regulator } from './Regulator.tsx'

/** The left column: who complains, about what, and what belongs to it. */
export function CustomerColumn() {
  const { t } = useTranslation('cases')
  const { id, files } = useCaseOnPage().complaintCase
  return (
    <>
      <CustomerCard />
      <Affair />
      <Regulator />
      <CaseCalls caseId={id} />
      <CaseTold caseId={id} />
      <Links />
      <SameMatter />
      {files.length > 0 && (
        <section className="part">
          <h2>{t('customer.files', { count: files.length })}</h2>
          <ul className="plain">
            {files.map((file) => (
              <li key={file.id} className="case-file">
                <FileLink id={file.id} />
                <ShownToCustomer caseId={id} file={file} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
