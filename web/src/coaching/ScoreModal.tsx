import { type QualitySample, type SheetCriterion, type SheetScores, sheetCriteria } from '@zhiwei/contract'
import { App, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { scoreSample, useRefreshCoaching } from './queries.ts'

const points = ['none', '0', '1', '2', '3', '4'] as const
type Points = (typeof points)[number]
type Values = Record<SheetCriterion, Points> & { comment?: string }

const toPoints = (value: Points) => (value === 'none' ? null : Number(value))
const shownOf = (scores: SheetScores | null) =>
  Object.fromEntries(sheetCriteria.map((name) => [name, String(scores?.[name] ?? 'none')])) as Record<SheetCriterion, Points>

/** 评分表: each criterion 0–4, or does not apply. */
export function ScoreModal({ sample, onClose }: { sample: QualitySample; onClose: () => void }) {
  const { t } = useTranslation('coaching')
  const { message } = App.useApp()
  const refresh = useRefreshCoaching()

  async function submit(values: Values) {
    const scores = Object.fromEntries(sheetCriteria.map((name) => [name, toPoints(values[name])])) as SheetScores
    await scoreSample(sample.id, { scores, version: sample.version, ...(values.comment?.trim() && { comment: values.comment }) })
    void message.success(t('samples.scored'))
    await refresh()
  }

  return (
    <FormModal<Values>
      open
      title={`${sample.person.name} · ${sample.case.number}`}
      okText={t('samples.score')}
      width={640}
      initialValues={{ ...shownOf(sample.scores), comment: sample.comment ?? '' }}
      onSubmit={submit}
      onClose={onClose}
    >
      {sheetCriteria.map((name) => (
        <Form.Item key={name} name={name} label={t(`criterion.${name}`)}>
          <Radio.Group options={points.map((value) => ({ value, label: t(`points.${value}`) }))} />
        </Form.Item>
      ))}
      <Form.Item name="comment" label={t('samples.comment')}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
