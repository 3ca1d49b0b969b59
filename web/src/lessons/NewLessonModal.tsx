import type { LessonDraft } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../identity/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'
import { useLessonActs, useLessonDraft } from './queries.ts'

type Props = { caseId: string | null; actionId: string | null; onDone: (id: string) => void; onClose: () => void }

/** 写经验: of a closed case or a judged action its draft is laid out first, or nothing. */
export function NewLessonModal(props: Props) {
  const { caseId, actionId } = props
  const draft = useLessonDraft({ caseId: caseId ?? undefined, actionId: actionId ?? undefined })
  if (draft.isPending) return null
  return <Loaded {...props} draft={draft.data ?? { title: '', text: '', cause: null }} isRefused={draft.isError} />
}

type Values = { title: string; text: string; unitIds: string[] }

function Loaded({ caseId, actionId, draft, isRefused, onDone, onClose }: Props & { draft: LessonDraft; isRefused: boolean }) {
  const { t } = useTranslation('lessons')
  const made = useRef<string>(undefined)
  const { send } = useLessonActs()
  const units = useUnits()
  const choices = (units.data?.rows ?? []).filter(({ active, kind }) => active && kind !== 'partner')
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('new')}
      okText={t('send')}
      initialValues={{ title: draft.title, text: draft.text }}
      onSubmit={async (values) => {
        const source = isRefused ? { caseId: null, actionId: null } : { caseId, actionId }
        made.current = (await send.mutateAsync({ ...values, ...source, cause: draft.cause })).id
      }}
      onClose={() => (made.current ? onDone(made.current) : onClose())}
    >
      {isRefused && <p className="meta">{t('draftRefused')}</p>}
      <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true, message: t('required.title') }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('field.text')}
        extra={t('namesRemoved')}
        rules={[{ required: true, whitespace: true, message: t('required.text') }]}
      >
        <GrowingText minRows={4} maxRows={14} maxLength={4_000} />
      </Form.Item>
      <Form.Item name="unitIds" label={t('field.units')} rules={[{ required: true, message: t('required.units') }]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormModal>
  )
}
