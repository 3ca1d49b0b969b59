import type { MyQueue } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newIdempotencyKey, useHotkey, useSession } from '../platform/index.ts'
import { KeyHint, Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { LoadBar } from './LoadBar.tsx'
import { MyCases } from './MyCases.tsx'
import { PresenceChoice } from './PresenceChoice.tsx'
import { useQueue, useTakeNext } from './queries.ts'
import { useReasonWords } from './use-reason-words.ts'
import { WaitingCases } from './WaitingCases.tsx'
import './queue.css'

/** 我的队列: what I have in the order of doing, and what I take next; `t` takes it. */
export function QueuePage() {
  const { t } = useTranslation('queue')
  const queue = useQueue()
  if (queue.isPending) return <PageSkeleton />
  if (queue.isError)
    return (
      <Page title={t('title')}>
        <ProblemNotice problem={queue.error} onRetry={queue.refetch} />
      </Page>
    )
  return (
    <Page title={t('title')} extra={<MyDesk desk={queue.data.desk} />} actions={<TakeNext next={queue.data.next} />}>
      <div className="queue">
        <MyCases cases={queue.data.mine} />
        <WaitingCases queue={queue.data} />
      </div>
    </Page>
  )
}

function MyDesk({ desk }: Pick<MyQueue, 'desk'>) {
  const { t } = useTranslation('queue')
  const { user } = useSession()
  return (
    <span className="my-desk">
      <PresenceChoice userId={user.id} presence={desk.presence} label={t('presence.label')} />
      <LoadBar desk={desk} />
    </span>
  )
}

function TakeNext({ next }: Pick<MyQueue, 'next'>) {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const say = useReasonWords()
  const words = useProblemWords()
  const navigate = useNavigate()
  const [key, setKey] = useState(newIdempotencyKey)
  const taking = useTakeNext()

  function take() {
    if (taking.isPending) return
    taking.mutate(key, {
      onSuccess: ({ caseId, number, reasons }) => {
        void message.success(t('taken', { number, why: say(reasons) }))
        void navigate(`/cases/${caseId}`)
      },
      onError: (error) => void message.warning(words(error).detail ?? words(error).title),
      onSettled: () => setKey(newIdempotencyKey()),
    })
  }

  useHotkey('t', take, { description: t('take') })
  return (
    <Button type="primary" loading={taking.isPending} onClick={take} disabled={next === null && taking.isPending}>
      {t('take')} <KeyHint keys="t" />
    </Button>
  )
}
