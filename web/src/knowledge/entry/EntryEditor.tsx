import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { KnowledgeKind, KnowledgeText } from '@zhiwei/contract'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueMultiSelect } from '../../classification/index.ts'
import { fieldErrorsOf } from '../../platform/index.ts'
import { GrowingText, ProblemNotice } from '../../ui/index.ts'
import { LawSelect } from '../law/LawSelect.tsx'
import { emptyContent, linesOf, type TypedEntry, typedOf } from './typed.ts'

type Props = {
  kind: KnowledgeKind
  content?: KnowledgeText
  /** Fields of the entry itself, above the buttons. */
  children?: React.ReactNode
  initial?: Record<string, unknown>
  okText: string
  onSubmit: (content: KnowledgeText, more: Record<string, unknown>) => Promise<unknown>
  onCancel: () => void
}

/** Writes a plan or a letter template. What was typed stays when saving fails. */
export function EntryEditor({ kind, content, children, initial = {}, okText, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('knowledge')
  const [form] = Form.useForm()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)

  async function submit(typed: TypedEntry & Record<string, unknown>) {
    setBusy(true)
    setProblem(undefined)
    try {
      await onSubmit(linesOf(kind, typed), typed)
    } catch (error) {
      form.setFields(fieldErrorsOf(error) as never)
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form
      form={form}
      layout="vertical"
      className="card kb-editor"
      initialValues={{ ...typedOf(content ?? emptyContent(kind)), ...initial }}
      onFinish={(typed) => void submit(typed)}
      scrollToFirstError
    >
      <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <div className="kb-fields">
        <Form.Item name="categories" label={t('field.categories')}>
          <CatalogueMultiSelect catalogue="categories" />
        </Form.Item>
        {kind === 'plan' && (
          <Form.Item name="causes" label={t('field.causes')}>
            <CatalogueMultiSelect catalogue="causes" />
          </Form.Item>
        )}
      </div>
      <Form.Item name="summary" label={t('field.summary')}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      {kind === 'plan' ? <PlanFields /> : <LetterFields />}
      <Form.Item name="citations" label={t('field.citations')} extra={t('citationsHint')}>
        <LawSelect multiple />
      </Form.Item>
      {children}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div className="kb-acts">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {okText}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

function PlanFields() {
  const { t } = useTranslation('knowledge')
  return (
    <>
      <Form.Item name="trigger" label={t('field.trigger')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="words" label={t('field.words')} extra={t('wordsHint')}>
        <Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} suffixIcon={null} />
      </Form.Item>
      <fieldset className="kb-steps">
        <legend>{t('field.steps')}</legend>
        <Form.List name="steps">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="kb-step">
                  <span className="kb-step-no">{name + 1}</span>
                  <Form.Item name={[name, 'title']} rules={[{ required: true, whitespace: true, message: t('required') }]}>
                    <Input maxLength={60} aria-label={t('stepTitle', { no: name + 1 })} placeholder={t('field.step')} />
                  </Form.Item>
                  <Form.Item name={[name, 'who']}>
                    <Input maxLength={60} aria-label={t('stepWho', { no: name + 1 })} placeholder={t('field.who')} />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('removeStep', { no: name + 1 })}
                    disabled={fields.length === 1}
                    onClick={() => remove(name)}
                  />
                  <Form.Item name={[name, 'detail']} className="kb-step-detail">
                    <GrowingText
                      minRows={1}
                      maxRows={6}
                      maxLength={1_000}
                      aria-label={t('stepDetail', { no: name + 1 })}
                      placeholder={t('field.detail')}
                    />
                  </Form.Item>
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ title: '', who: '', detail: '' })}>
                {t('addStep')}
              </Button>
            </>
          )}
        </Form.List>
      </fieldset>
      <Form.Item name="script" label={t('field.script')}>
        <GrowingText minRows={3} maxRows={14} maxLength={4_000} />
      </Form.Item>
      <div className="kb-fields">
        <Form.Item name="companyDuties" label={t('field.companyDuties')} extra={t('oneALine')}>
          <GrowingText minRows={3} maxRows={10} maxLength={3_600} />
        </Form.Item>
        <Form.Item name="customerDuties" label={t('field.customerDuties')} extra={t('oneALine')}>
          <GrowingText minRows={3} maxRows={10} maxLength={3_600} />
        </Form.Item>
      </div>
      <Form.Item name="authority" label={t('field.authority')}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_000} />
      </Form.Item>
    </>
  )
}

function LetterFields() {
  const { t } = useTranslation('knowledge')
  return (
    <Form.Item
      name="body"
      label={t('field.body')}
      extra={t('bodyHint')}
      rules={[{ required: true, whitespace: true, message: t('required') }]}
    >
      <GrowingText minRows={10} maxRows={24} maxLength={6_000} />
    </Form.Item>
  )
}
