import { useQuery } from '@tanstack/react-query'
import type { Workbench } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { api, useMay, useSession } from '../platform/index.ts'
import { isOutside } from '../ui/frame/navigation.tsx'
import { KeyHint, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { AtRisk } from './AtRisk.tsx'
import { Counts } from './Counts.tsx'
import { FirstCases } from './FirstCases.tsx'
import './workbench.css'

/** 工作台; people of partner firms (合作单位) have their tasks instead. */
export function WorkbenchPage() {
  return isOutside(useSession().permissions) ? <Navigate to="/tasks" replace /> : <OwnWorkbench />
}

/** What must I do now, and what is about to burn. */
function OwnWorkbench() {
  const { t } = useTranslation('workbench')
  const workbench = useQuery({
    queryKey: ['cases', 'workbench'],
    queryFn: ({ signal }) => api.get<Workbench>('/workbench', undefined, signal),
  })

  if (workbench.isPending) return <PageSkeleton />
  if (workbench.isError)
    return (
      <Page title={t('title')}>
        <ProblemNotice problem={workbench.error} onRetry={workbench.refetch} />
      </Page>
    )

  const { counts, first, atRisk } = workbench.data
  return (
    <Page title={t('title')} actions={<NewComplaintButton />}>
      <Counts counts={counts} />
      <div className="workbench">
        <FirstCases cases={first} />
        <AtRisk cases={atRisk} />
      </div>
    </Page>
  )
}

function NewComplaintButton() {
  const { t } = useTranslation('workbench')
  if (!useMay('complaints:register')) return null
  return (
    <span className="workbench-new">
      <LinkButton type="primary" to="/cases/new">
        {t('new')}
      </LinkButton>
      <KeyHint keys="n" />
    </span>
  )
}
