import type { ConductAppealDecision, Restriction } from '@zhiwei/contract'
import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { DayField } from './DayField.tsx'
import { decideAppeal, useRefreshConduct } from './queries.ts'

type Values = ConductAppealDecision
const verdicts = ['upheld', 'shortened', 'lifted'] as const

/** 申诉复核 by a third person. */
export function DecideAppealModal({ restriction: { id, endsOn, appeals }, onClose }: { restriction: Restriction; onClose: () => void }) {
  const { t } = useTranslation('conduct')
  const refresh = useRefreshConduct()
  return (
    <FormModal<Values>
      open
      title={t('decide.title')}
      okText={t('decide.do')}
      initialValues={{ verdict: 'upheld' }}
      onSubmit={async ({ verdict, endsOn: until, note }) => {
        await decideAppeal(id, { verdict, note, ...(verdict === 'shortened' && until !== undefined && { endsOn: until }) })
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="conduct-text">{appeals.findLast(({ decidedAt }) => decidedAt === null)?.reason}</p>
      <Form.Item name="verdict" label={t('decide.verdict')}>
        <Radio.Group options={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))} />
      </Form.Item>
      <ShortenedTo before={endsOn} />
      <Form.Item name="note" label={t('decide.note')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}

function ShortenedTo({ before }: { before: string }) {
  const { t } = useTranslation('conduct')
  if (Form.useWatch('verdict') !== 'shortened') return null
  return (
    <Form.Item name="endsOn" label={t('decide.endsOn', { day: before })} rules={[{ required: true, message: t('required') }]}>
      <DayField before={before} />
    </Form.Item>
  )
}
