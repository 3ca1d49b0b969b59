import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { bracketed } from '../platform/punctuation.ts'
import { type ToIdea, useIdeas } from './queries.ts'

/** `none`, `new`, or the id of an idea. */
export type IdeaChosen = { idea: string; title?: string; description?: string }

export const toIdeaOf = ({ idea, title, description }: IdeaChosen): ToIdea | undefined => {
  if (idea === 'none') return undefined
  return idea === 'new' ? { title: title?.trim() ?? '', description: description?.trim() ?? '' } : { id: idea }
}

/** 归入哪条建议: later, a new one, or one that is there; fields of a form. */
export function IdeaChoice({ mayWait = true }: { mayWait?: boolean }) {
  const { t } = useTranslation('ideas')
  const ideas = useIdeas({ limit: 200 })
  const fixed = [...(mayWait ? [{ value: 'none', label: t('choice.none') }] : []), { value: 'new', label: t('choice.new') }]
  const known = ideas.data?.rows.map(({ id, title, state }) => ({ value: id, label: title + bracketed(t(`state.${state}`)) })) ?? []
  return (
    <>
      <Form.Item name="idea" label={t('choice.label')} rules={[{ required: true, message: t('required') }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...fixed, ...known]} />
      </Form.Item>
      <Form.Item noStyle dependencies={['idea']}>
        {({ getFieldValue }) => getFieldValue('idea') === 'new' && <NewIdeaFields />}
      </Form.Item>
    </>
  )
}

export function NewIdeaFields() {
  const { t } = useTranslation('ideas')
  return (
    <>
      <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="description" label={t('field.description')}>
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
    </>
  )
}
