import type { QuizQuestion } from '@zhiwei/contract'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../../ui/index.ts'
import { changeQuestion, useRefreshTraining, writeQuestion } from '../queries.ts'

type Values = { stem: string; options: string[]; answer: number; why: string }
const places = [0, 1, 2, 3]

/** 写题 on a plan or law, or 改题: whoever wrote it does not approve it. */
export function QuestionModal({ source = '', question, onClose }: { source?: string; question?: QuizQuestion; onClose: () => void }) {
  const { t } = useTranslation('training')
  const refresh = useRefreshTraining()

  async function submit({ stem, options, answer, why }: Values) {
    const written = { stem, why, answer, options: options.map((option) => option?.trim() ?? '').filter(Boolean) }
    await (question ? changeQuestion(question.id, { ...written, version: question.version }) : writeQuestion({ ...written, source }))
    await refresh()
  }

  return (
    <FormModal<Values>
      open
      title={t(question ? 'question.change' : 'question.write')}
      okText={t('question.save')}
      width={560}
      initialValues={question ?? { answer: 0, options: ['', '', '', ''] }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('question.fourEyes')}</p>
      <Form.Item name="stem" label={t('question.stem')} rules={[{ required: true, whitespace: true, message: t('question.stem') }]}>
        <Input maxLength={500} />
      </Form.Item>
      {places.map((at) => (
        <Form.Item
          key={at}
          name={['options', at]}
          label={t('question.option', { no: at + 1 })}
          rules={at < 2 ? [{ required: true, whitespace: true, message: t('question.option', { no: at + 1 }) }] : []}
        >
          <Input maxLength={300} />
        </Form.Item>
      ))}
      <Form.Item name="answer" label={t('question.answer')}>
        <Radio.Group options={places.map((value) => ({ value, label: String(value + 1) }))} />
      </Form.Item>
      <Form.Item name="why" label={t('question.why')} rules={[{ required: true, whitespace: true, message: t('question.why') }]}>
        <GrowingText minRows={2} maxRows={6} maxLength={1_000} />
      </Form.Item>
    </FormModal>
  )
}
