import { type CoachingForm, type CoachingNoteInput, coachingForms, type QualitySample } from '@zhiwei/contract'
import { App, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'
import { giveNote, useRefreshCoaching } from './queries.ts'

type Values = { userId: string; form: CoachingForm; parts: Record<string, string> }
const forms = Object.keys(coachingForms) as CoachingForm[]

/** 给出辅导 in BEST, BID or BIA form, on a scored sample or without. */
export function GiveNoteModal({ sample, onClose }: { sample?: QualitySample; onClose: () => void }) {
  const { t } = useTranslation('coaching')
  const { message } = App.useApp()
  const refresh = useRefreshCoaching()

  async function submit({ userId, form, parts }: Values) {
    const chosen = Object.fromEntries(coachingForms[form].map((part) => [part, parts[part] ?? '']))
    await giveNote({ userId, form, parts: chosen, ...(sample && { sampleId: sample.id }) } as CoachingNoteInput)
    void message.success(t('notes.given'))
    await refresh()
  }

  return (
    <FormModal<Values>
      open
      title={t('notes.giveTitle')}
      okText={t('notes.give')}
      width={560}
      initialValues={{ form: 'BEST', ...(sample && { userId: sample.person.id }) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="userId"
        label={t('notes.person')}
        rules={[{ required: true, message: t('notes.person') }]}
        hidden={sample !== undefined}
      >
        <PersonSelect />
      </Form.Item>
      <Form.Item name="form" label={t('notes.form')}>
        <Radio.Group options={forms.map((value) => ({ value, label: t(`notes.form_${value}`) }))} />
      </Form.Item>
      <Pieces />
    </FormModal>
  )
}

function Pieces() {
  const { t } = useTranslation('coaching')
  const form: CoachingForm = Form.useWatch('form') ?? 'BEST'
  return coachingForms[form].map((part) => (
    <Form.Item
      key={part}
      name={['parts', part]}
      label={t(`piece.${part}`)}
      rules={[{ required: true, whitespace: true, message: t(`piece.${part}`) }]}
    >
      <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
    </Form.Item>
  ))
}
