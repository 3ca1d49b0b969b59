import type { Import } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { ImportCheck } from './ImportCheck.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ImportFailed } from './ImportFailed.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { ImportUndone } from './ImportUndone.tsx'
import { isUndoing, useImport } from './import-queries.ts'
import './import.css'

/** 一次导入: follows one file from reading over checking to done; where it stands is the server's word, so a reload loses nothing. */
export function ImportPage() {
  const { t } = useTranslation('intake')
  const { id = '' } = useParams()
  const found = useImport(id)
  const breadcrumbs = [{ label: t('imports.title'), to: '/imports' }]

  if (found.isPending) return <PageSkeleton shape="form" />
  if (!found.data)
    return (
      <Page title={t('imports.title')} breadcrumbs={breadcrumbs}>
        <ProblemNotice problem={found.error} onRetry={found.refetch} />
      </Page>
    )
  return (
    <Page title={found.data.fileName} breadcrumbs={breadcrumbs}>
      <ImportSteps state={found.data.state} />
      <Body of={found.data} />
    </Page>
  )
}

function Body({ of: file }: { of: Import }) {
  const isCheckedAgain = file.state === 'reading' && file.columns.length > 0
  if (file.state === 'ready' || isCheckedAgain) return <ImportCheck file={file} isStale={isCheckedAgain} />
  if (file.state === 'reading' || file.state === 'committing' || isUndoing(file)) return <ImportProgress file={file} />
  if (file.state === 'committed') return <ImportDone file={file} />
  if (file.state === 'undone') return <ImportUndone file={file} />
  return <ImportFailed file={file} />
}
