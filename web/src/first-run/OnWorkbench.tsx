import type { FirstRun } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { FirstRunList } from './FirstRunList.tsx'

/** On the workbench of an empty company, in the place of lists that would be empty. */
export default function OnWorkbench({ firstRun, onAside }: { firstRun: FirstRun; onAside: () => void }) {
  const { t } = useTranslation('first-run')
  return (
    <div className="first-run">
      <header className="first-head">
        <p className="first-lead">{t('lead')}</p>
        <Button type="text" onClick={onAside}>
          {t('putAside')}
        </Button>
      </header>
      <FirstRunList firstRun={firstRun} />
      <p className="meta">{t('findAgain')}</p>
    </div>
  )
}
