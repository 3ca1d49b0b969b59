import { PlusOutlined } from '@ant-design/icons'
import type { ProcessRow } from '@zhiwei/contract'
import { App, Button, Form, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { CatalogueSelect } from '../classification/index.ts'
import { useMay } from '../platform/index.ts'
import { FormModal, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { AdherencePart } from './AdherencePart.tsx'
import { ProcessGroup } from './ProcessGroup.tsx'
import { useDraftProcess, useProcesses } from './queries.ts'
import { useStepWords } from './use-step-words.ts'
import './processes.css'

/** 处理流程: the versions of each category's written process, and how cases kept to them. */
export function ProcessesPage() {
  const { t } = useTranslation('processes')
  const [params, setParams] = useSearchParams()
  const mayManage = useMay('settings:manage')
  const maySeeAll = useMay('cases:read')
  const [isNew, setNew] = useState(false)
  const tab = params.get('tab') === 'adherence' && maySeeAll ? 'adherence' : 'versions'
  return (
    <Page
      title={t('title')}
      actions={
        mayManage &&
        tab === 'versions' && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
            {t('newProcess')}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        items={(maySeeAll ? ['versions', 'adherence'] : ['versions']).map((key) => ({ key, label: t(`tabs.${key}`) }))}
        onChange={(key) => setParams(key === 'adherence' ? { tab: key } : {})}
      />
      {tab === 'versions' ? <Versions mayManage={mayManage} /> : <AdherencePart />}
      {isNew && <NewProcessModal onClose={() => setNew(false)} />}
    </Page>
  )
}

function Versions({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('processes')
  const navigate = useNavigate()
  const words = useStepWords()
  const processes = useProcesses()
  const [picked, setPicked] = useState<string[]>([])
  const rows = processes.data?.rows ?? []
  const pick = (id: string) => setPicked((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now.slice(-1), id]))
  // The older one stands on the left.
  const ordered = rows
    .filter(({ id }) => picked.includes(id))
    .map(({ id }) => id)
    .reverse()
  if (processes.isPending) return <TableBones />
  if (processes.isError) return <ProblemNotice problem={processes.error} onRetry={processes.refetch} />
  return (
    <>
      <p className="meta">{t('hint')}</p>
      <p>
        <Button disabled={picked.length !== 2} onClick={() => void navigate(`/settings/processes/compare?a=${ordered[0]}&b=${ordered[1]}`)}>
          {t('compare')}
        </Button>{' '}
        {picked.length !== 2 && <span className="meta">{t('comparePick')}</span>}
      </p>
      {grouped(rows).map(([category, versions]) => (
        <ProcessGroup
          key={category ?? ''}
          category={category}
          name={category === null ? t('general') : words.category(category)}
          versions={versions}
          mayManage={mayManage}
          picked={picked}
          onPick={pick}
        />
      ))}
    </>
  )
}

/** The general process first, then the categories by their code. */
function grouped(rows: readonly ProcessRow[]): [string | null, ProcessRow[]][] {
  return [...Map.groupBy(rows, ({ category }) => category)].sort(([one], [other]) => (one ?? '').localeCompare(other ?? ''))
}

function NewProcessModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('processes')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const words = useStepWords()
  const draft = useDraftProcess()
  async function create({ category }: { category: string }) {
    const made = await draft.mutateAsync({ category, title: words.category(category) })
    message.success(t('acts.saved'))
    await navigate(`/settings/processes/${made.id}`)
  }
  return (
    <FormModal<{ category: string }> open title={t('newProcessTitle')} okText={t('create')} onSubmit={create} onClose={onClose}>
      <p className="meta">{t('newProcessHint')}</p>
      <Form.Item name="category" label={t('category')} rules={[{ required: true, message: t('categoryRequired') }]}>
        <CatalogueSelect catalogue="categories" label={t('category')} />
      </Form.Item>
    </FormModal>
  )
}
