import { Channel } from '@zhiwei/contract'
import { App, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { appeal, useRefreshConduct } from './queries.ts'

type Values = { channel: Channel; reason: string }

/** 记录申诉: what the customer says against the restriction, by whatever way. */
export function AppealModal({ restrictionId, onClose }: { restrictionId: string; onClose: () => void }) {
  const { t } = useTranslation('conduct')
  const { message } = App.useApp()
  const refresh = useRefreshConduct()
  return (
    <FormModal<Values>
      open
      title={t('appeal.title')}
      okText={t('appeal.record')}
      initialValues={{ channel: 'hotline' }}
      onSubmit={async ({ channel, reason }) => {
        await appeal(restrictionId, channel, reason)
        void message.success(t('appeal.recorded'))
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="meta">{t('appeal.hint')}</p>
      <Form.Item name="channel" label={t('appeal.channel')}>
        <Select options={Channel.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('appeal.reason')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
