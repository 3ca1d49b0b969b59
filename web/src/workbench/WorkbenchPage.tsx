import { useQuery } from '@tanstack/react-query'
import type { Workbench } from '@zhiwei/contract'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { useFirstRun, usePutAside } from '../first-run/queries.ts'
import { wordsOfAllModules } from '../platform/i18n.ts'
import { api, useMay, useSession } from '../platform/index.ts'
import { useOutsideStart } from '../ui/frame/navigation.tsx'
import { KeyHint, LinkButton, Page, PageSkeleton, ProblemNotice, TableBones } from '../ui/index.ts'
import { AtRisk } from './AtRisk.tsx'
import { Counts } from './Counts.tsx'
import { FirstCases } from './FirstCases.tsx'
import './workbench.css'

/** 工作台; people of partner firms (合作单位) have their tasks or their part of 8D reports instead. */
export function WorkbenchPage() {
  const start = useOutsideStart()
  return start ? <Navigate to={start} replace /> : <OwnWorkbench />
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
      <UntilSetUp isQuiet={isQuiet(workbench.data)}>
        <Counts counts={counts} />
        <div className="workbench">
          <FirstCases cases={first} />
          <AtRisk cases={atRisk} />
        </div>
      </UntilSetUp>
    </Page>
  )
}

/** Nothing to do and nothing counted: perhaps an empty company. */
const isQuiet = ({ counts, first, atRisk }: Workbench) =>
  first.length === 0 && atRisk.length === 0 && Object.values(counts).every((count) => !count)

const FirstRun = lazy(async () => {
  const [module] = await Promise.all([import('../first-run/OnWorkbench.tsx'), wordsOfAllModules()])
  return module
})

/** 开始使用 in the place of lists that would be empty, for whoever sets the company up and has not put it aside. */
function UntilSetUp({ isQuiet, children }: { isQuiet: boolean; children: ReactNode }) {
  const { tenant, permissions } = useSession()
  const [isAside, setAside] = usePutAside()
  const isAsked = isQuiet && !isAside && !tenant.demo && permissions.includes('settings:manage')
  const firstRun = useFirstRun(isAsked)
  if (!isAsked || firstRun.isError) return children
  if (firstRun.isPending) return <TableBones />
  const isSetUp = firstRun.data.steps.every(({ isDone }) => isDone)
  if (isSetUp) return children
  return (
    <Suspense fallback={<TableBones />}>
      <FirstRun firstRun={firstRun.data} onAside={() => setAside(true)} />
    </Suspense>
  )
}

function NewComplaintButton() {
  const { t } = useTranslation('workbench')
  if (!useMay('complaints:register')) return null
  return (
    <LinkButton type="primary" to="/cases/new">
      {t('new')} <KeyHint keys="n" />
    </LinkButton>
  )
}
