import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { FirstRunList } from './FirstRunList.tsx'
import { useFirstRun, usePutAside } from './queries.ts'

/** 开始使用, where it is found again after it was put aside. */
export function StartPage() {
  const { t } = useTranslation('first-run')
  const firstRun = useFirstRun()
  const [isAside, setAside] = usePutAside()
  if (firstRun.isPending) return <PageSkeleton />
  return (
    <Page title={t('title')} actions={isAside && <Button onClick={() => setAside(false)}>{t('showAgain')}</Button>}>
      {firstRun.isError && <ProblemNotice problem={firstRun.error} onRetry={firstRun.refetch} />}
      {firstRun.data && (
        <div className="first-run">
          <p className="first-lead">{t('lead')}</p>
          <FirstRunList firstRun={firstRun.data} />
        </div>
      )}
    </Page>
  )
}
