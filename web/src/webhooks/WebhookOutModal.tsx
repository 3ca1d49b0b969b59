import { WebhookKind, type WebhookOut } from '@zhiwei/contract'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useWebhookActs } from './queries.ts'

type Values = { name: string; address?: string; kinds: Kind[]; withTexts: boolean }
type Kind = WebhookOut['kinds'][number]
type Props = { hook: WebhookOut | undefined; onSecret: (secret: string) => void; onClose: () => void }

const usual: Kind[] = ['complaint.received', 'case.accepted', 'case.answered', 'case.declined', 'case.closed']

/** Which events are told to which address; of one that stands, the address stays when left empty. */
export function WebhookOutModal({ hook, onSecret, onClose }: Props) {
  const { t } = useTranslation('webhooks')
  const { add, change } = useWebhookActs('out')
  const submit = async ({ address, ...given }: Values) => {
    const input = { ...given, ...(address && { address }) }
    if (hook) await change.mutateAsync({ id: hook.id, version: hook.version, ...input })
    else onSecret((await add.mutateAsync(input)).secret)
  }
  return (
    <FormModal<Values>
      open
      title={hook ? t('editTitle', { name: hook.name }) : t('new.out')}
      okText={t('save')}
      initialValues={hook ? { name: hook.name, kinds: hook.kinds, withTexts: hook.withTexts } : { kinds: usual, withTexts: false }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('address')}
        extra={t(hook ? 'addressStays' : 'addressHint')}
        rules={[{ required: hook === undefined, message: t('addressRequired') }]}
      >
        <Input maxLength={500} autoComplete="off" spellCheck={false} placeholder={hook && `https://${hook.host}/…`} />
      </Form.Item>
      <Form.Item name="kinds" label={t('kinds')} rules={[{ required: true, message: t('kindsRequired') }]}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={WebhookKind.options.map((value) => ({ value, label: t(`cases:event.${value}`, { defaultValue: value }) }))}
        />
      </Form.Item>
      <Form.Item name="withTexts" label={t('withTexts')} extra={t('withTextsHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormModal>
  )
}
