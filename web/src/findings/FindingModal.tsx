import type { CaseDetail, CaseFinding, FindingAnswer, FindingInput } from '@zhiwei/contract'
import { Checkbox, Form, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../classification/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'
import { makeFinding, reviewFinding, useRefresh } from './queries.ts'

type Values = {
  aboutId?: string | undefined
  questions?: { attitude?: FindingAnswer; accuracy?: FindingAnswer; procedure?: FindingAnswer } | undefined
  cause?: string | undefined
  finding: FindingInput['finding']
  text: string
  fileIds?: string[]
}

const questions = ['attitude', 'accuracy', 'procedure'] as const
const answers = ['right', 'wrong', 'unknown'] as const
const outcomes = ['substantiated', 'partly', 'unsubstantiated', 'unverifiable'] as const

/** 认定 or, with the finding `before`, its second review: the three questions first, then what they bear out. */
export function FindingModal({
  complaintCase,
  before,
  onClose,
}: {
  complaintCase: Pick<CaseDetail, 'id' | 'agent' | 'handler' | 'files'>
  before?: CaseFinding
  onClose: () => void
}) {
  const { t } = useTranslation('findings')
  const refresh = useRefresh()
  const people = [before?.about, complaintCase.agent, complaintCase.handler].filter((person) => person != null)
  const choices = [...new Map(people.map(({ id, name }) => [id, { value: id, label: name }])).values()]
  return (
    <FormModal<Values>
      open
      title={t(before ? 'reviewTitle' : 'makeTitle')}
      okText={t(before ? 'review' : 'make')}
      width={620}
      initialValues={
        before ? { aboutId: before.about?.id, questions: before.questions ?? undefined, cause: before.cause ?? undefined } : {}
      }
      onSubmit={async ({ aboutId, questions: given, cause, finding, text, fileIds }) => {
        const input: FindingInput = {
          finding,
          text,
          fileIds: fileIds ?? [],
          ...(aboutId && given && { aboutId, questions: given as FindingInput['questions'] }),
          ...(cause && { cause }),
        }
        await (before ? reviewFinding(before.id, input) : makeFinding(complaintCase.id, input))
        await refresh()
      }}
      onClose={onClose}
    >
      <Form.Item name="aboutId" label={t('about')} extra={t('aboutHint')}>
        <Select allowClear options={choices} placeholder={t('nobody')} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(one: Values, other: Values) => one.aboutId !== other.aboutId}>
        {({ getFieldValue }) =>
          getFieldValue('aboutId') &&
          questions.map((name) => (
            <Form.Item key={name} name={['questions', name]} label={t(`ask.${name}`)} rules={[{ required: true, message: t('answerAll') }]}>
              <Radio.Group aria-label={t(`ask.${name}`)} options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))} />
            </Form.Item>
          ))
        }
      </Form.Item>
      <Form.Item name="cause" label={t('causeOf')}>
        <CatalogueSelect catalogue="causes" />
      </Form.Item>
      <Form.Item name="finding" label={t('finding')} extra={t('findingHint')} rules={[{ required: true, message: t('chooseFinding') }]}>
        <Radio.Group aria-label={t('finding')} options={outcomes.map((value) => ({ value, label: t(`ui:finding.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('text')} rules={[{ required: true, whitespace: true, message: t('sayWhy') }]}>
        <GrowingText minRows={3} maxRows={10} maxLength={20_000} />
      </Form.Item>
      {complaintCase.files.length > 0 && (
        <Form.Item name="fileIds" label={t('evidence')}>
          <Checkbox.Group options={complaintCase.files.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
    </FormModal>
  )
}
