import type { Restriction, RestrictionReview } from '@zhiwei/contract'
import { Checkbox, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { review, useRefreshConduct } from './queries.ts'

const checks = ['evidence', 'merits', 'proportionate'] as const
type Check = (typeof checks)[number]
type Values = { verdict: RestrictionReview['verdict']; checks?: Check[]; note: string }

/** 法务审核: evidence, merits and measure, each looked at. */
export function ReviewModal({ restriction: { id, version }, onClose }: { restriction: Restriction; onClose: () => void }) {
  const { t } = useTranslation('conduct')
  const refresh = useRefreshConduct()

  async function submit({ verdict, checks: looked = [], note }: Values) {
    const given = {
      evidence: looked.includes('evidence'),
      merits: looked.includes('merits'),
      proportionate: looked.includes('proportionate'),
    }
    await review(id, { verdict, checks: given, note, version })
    await refresh()
  }

  return (
    <FormModal<Values>
      open
      title={t('review.title')}
      okText={t('review.do')}
      width={560}
      initialValues={{ verdict: 'approved' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="verdict" label={t('review.verdict')}>
        <Radio.Group options={(['approved', 'refused'] as const).map((value) => ({ value, label: t(`review.${value}`) }))} />
      </Form.Item>
      <Form.Item name="checks" label={t('review.checks')} extra={t('review.checksHint')}>
        <Checkbox.Group className="conduct-checks" options={checks.map((value) => ({ value, label: t(`check.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('review.note')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
