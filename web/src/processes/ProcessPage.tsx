import type { Process } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useFormat, useMay, usePreferences, useShippedName } from '../platform/index.ts'
import { Page, PageSkeleton, ProblemNotice, ReasonModal, useProblemWords } from '../ui/index.ts'
import { exportDocument } from './export-document.ts'
import { ProcessDocument } from './ProcessDocument.tsx'
import { ProcessEditor } from './ProcessEditor.tsx'
import { StateTag } from './ProcessGroup.tsx'
import { PublishModal } from './PublishModal.tsx'
import { useDraftProcess, useProcess, useProcessActs } from './queries.ts'
import { useStepWords } from './use-step-words.ts'
import './processes.css'

/** 一个流程版本: read as a document; a draft is edited, a planned version can be recalled. */
export function ProcessPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('processes')
  const process = useProcess(id)
  if (process.isPending) return <PageSkeleton shape="detail" />
  if (process.isError)
    return (
      <Page title={t('title')}>
        <ProblemNotice problem={process.error} onRetry={process.refetch} />
      </Page>
    )
  return <OpenProcess key={process.data.id} process={process.data} />
}

function OpenProcess({ process }: { process: Process }) {
  const { t } = useTranslation('processes')
  const mayManage = useMay('settings:manage')
  const [isChanged, setChanged] = useState(false)
  const named = useShippedName()
  const words = useStepWords()
  const isDraft = process.state === 'draft'
  return (
    <Page
      title={named(process.title)}
      extra={
        <>
          <StateTag state={process.state} />
          <span className="meta">
            {words.category(process.category)}
            {process.cases > 0 && ` · ${t('bound', { count: process.cases })}`}
          </span>
        </>
      }
      actions={<ProcessActs process={process} mayManage={mayManage} isChanged={isChanged} />}
      breadcrumbs={[{ label: t('title'), to: '/settings/processes' }]}
    >
      {isDraft && mayManage && <ProcessEditor key={process.version} process={process} onChanged={setChanged} />}
      <ProcessDocument {...process} effectiveFrom={isDraft ? null : process.effectiveFrom} />
    </Page>
  )
}

type ActsProps = { process: Process; mayManage: boolean; isChanged: boolean }
type Asked = 'publish' | 'recall' | 'end' | null

function ProcessActs({ process, mayManage, isChanged }: ActsProps) {
  const { t } = useTranslation('processes')
  const navigate = useNavigate()
  const { message, modal } = App.useApp()
  const problemWords = useProblemWords()
  const { date } = useFormat()
  const { language } = usePreferences()
  const words = useStepWords()
  const acts = useProcessActs(process)
  const draft = useDraftProcess()
  const [asked, setAsked] = useState<Asked>(null)
  const { state, title, category } = process
  const failed = (error: unknown) => void message.error(problemWords(error).title)
  const say = (key: string) => void message.success(t(`acts.${key}`))

  const copy = () =>
    draft.mutateAsync({ category, fromId: process.id }).then((made) => void navigate(`/settings/processes/${made.id}`), failed)
  const drop = () =>
    modal.confirm({
      title: t('dropTitle'),
      content: t('dropHint'),
      okText: t('acts.drop'),
      okButtonProps: { danger: true },
      onOk: () =>
        acts.drop().then(() => {
          say('dropped')
          void navigate('/settings/processes')
        }, failed),
    })
  const save = () =>
    exportDocument({
      name: `${t('title')}-${words.category(category).replaceAll(/[/\\\s]+/g, '-')}-${title}`,
      title,
      foot: `${t('document.made')} · ${t(`state.${state}`)} · ${date(new Date().toISOString())}`,
      lang: language,
    })
  return (
    <>
      <Button onClick={save} disabled={isChanged}>
        {t('acts.export')}
      </Button>
      {mayManage && state === 'draft' && <Button onClick={drop}>{t('acts.drop')}</Button>}
      {mayManage && state === 'planned' && <Button onClick={() => setAsked('recall')}>{t('acts.recall')}</Button>}
      {mayManage && state === 'inForce' && category !== null && <Button onClick={() => setAsked('end')}>{t('acts.end')}</Button>}
      {mayManage && state !== 'draft' && (
        <Button loading={draft.isPending} onClick={() => void copy()}>
          {t('acts.copy')}
        </Button>
      )}
      {mayManage && state === 'draft' && (
        <Button type="primary" disabled={isChanged} title={isChanged ? t('unsaved') : undefined} onClick={() => setAsked('publish')}>
          {t('acts.publish')}
        </Button>
      )}
      {asked === 'publish' && (
        <PublishModal onPublish={(input) => acts.publish(input).then(() => say('published'))} onClose={() => setAsked(null)} />
      )}
      <ReasonModal
        open={asked === 'recall'}
        title={t('recallTitle')}
        consequence={t('recallHint')}
        okText={t('acts.recall')}
        onConfirm={(reason) => acts.recall(reason).then(() => say('recalled'))}
        onClose={() => setAsked(null)}
      />
      <ReasonModal
        open={asked === 'end'}
        title={t('endTitle')}
        consequence={t('endHint')}
        okText={t('acts.end')}
        onConfirm={(reason) => acts.end(reason).then(() => say('ended'))}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
