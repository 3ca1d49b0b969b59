import type { TopicDetail } from '@zhiwei/contract'
import { App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { FormModal, ReasonModal, useProblemWords } from '../ui/index.ts'
import { useTopicAct, useTopics } from './queries.ts'
import { useTold } from './use-told.ts'

type Props = { topic: TopicDetail; chosen: string[]; onDone: () => void }
type Dialog = 'name' | 'merge' | 'split' | 'dismiss'

/** Naming, merging, splitting, dismissing and bringing back a topic. */
export function TopicActs({ topic, chosen, onDone }: Props) {
  const { t } = useTranslation('topics')
  const { message } = App.useApp()
  const words = useProblemWords()
  const act = useTopicAct(topic.id)
  const [form, setForm] = useState<Dialog>()
  const close = () => setForm(undefined)
  const { version } = topic
  return (
    <>
      {chosen.length > 0 && chosen.length < topic.cases + topic.contacts && (
        <Button onClick={() => setForm('split')}>{t('act.split')}</Button>
      )}
      <Button onClick={() => setForm('name')}>{t('act.name')}</Button>
      <Button onClick={() => setForm('merge')}>{t('act.merge')}</Button>
      {topic.dismissal ? (
        <Button onClick={() => act('restoration', { version }).catch((error: unknown) => message.error(words(error).title))}>
          {t('act.restore')}
        </Button>
      ) : (
        <Button onClick={() => setForm('dismiss')}>{t('act.dismiss')}</Button>
      )}
      {form === 'name' && (
        <FormModal<{ name: string }>
          open
          title={t('act.nameTitle')}
          okText={t('act.name')}
          initialValues={{ name: topic.title }}
          onSubmit={({ name }) => act('names', { name, version })}
          onClose={close}
        >
          <Form.Item name="name" label={t('act.nameLabel')} rules={[{ required: true, whitespace: true, message: t('act.required') }]}>
            <Input maxLength={60} autoFocus />
          </Form.Item>
        </FormModal>
      )}
      {form === 'merge' && <MergeModal topic={topic} onClose={close} />}
      {form === 'split' && <SplitModal topic={topic} chosen={chosen} onDone={onDone} onClose={close} />}
      <ReasonModal
        open={form === 'dismiss'}
        title={t('act.dismissTitle')}
        consequence={t('act.dismissHint')}
        okText={t('act.dismiss')}
        onConfirm={(reason) => act('dismissal', { reason, version })}
        onClose={close}
      />
    </>
  )
}

function MergeModal({ topic, onClose }: { topic: TopicDetail; onClose: () => void }) {
  const { t } = useTranslation('topics')
  const told = useTold()
  const act = useTopicAct(topic.id)
  const [q, setQ] = useState('')
  const others = useTopics({ state: 'live,past', limit: 50, q: q || undefined })
  const options = (others.data?.rows ?? [])
    .filter(({ id }) => id !== topic.id)
    .map((row) => ({ value: row.id, label: `${row.title} · ${told(row)}` }))
  return (
    <FormModal<{ topicId: string }>
      open
      title={t('act.mergeTitle')}
      okText={t('act.mergeOk')}
      onSubmit={({ topicId }) => act('merges', { topicId, version: topic.version })}
      onClose={onClose}
    >
      <p className="meta">{t('act.mergeHint', { title: topic.title })}</p>
      <Form.Item name="topicId" label={t('act.mergeLabel')} rules={[{ required: true, message: t('act.required') }]}>
        <Select showSearch={{ filterOption: false, onSearch: setQ }} loading={others.isFetching} options={options} />
      </Form.Item>
    </FormModal>
  )
}

function SplitModal({ topic, chosen, onDone, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation('topics')
  const navigate = useNavigate()
  const act = useTopicAct(topic.id)
  const chosenOf = (rows: readonly { id: string }[]) => rows.flatMap(({ id }) => (chosen.includes(id) ? [id] : []))
  const split = { caseIds: chosenOf(topic.caseRows), contactIds: chosenOf(topic.contactRows) }
  return (
    <FormModal<{ name?: string }>
      open
      title={t('act.splitTitle')}
      okText={t('act.split')}
      onSubmit={async ({ name }) => {
        const { id } = await act('splits', { ...split, version: topic.version, ...(name?.trim() && { name }) })
        onDone()
        void navigate(`/topics/${id}`)
      }}
      onClose={onClose}
    >
      <p className="meta">{t('act.splitHint', { count: chosen.length })}</p>
      <Form.Item name="name" label={t('act.splitName')}>
        <Input maxLength={60} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
