import { Channel, ComplainantKind } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

/** How it came and who complains; the phone first, for the customer is on the line. */
export function WhoFields() {
  const { t } = useTranslation('intake')
  const field = (name: string) => t(`register.field.${name}`)
  const word = (list: string) => (value: string) => ({ value, label: t(`ui:${list}.${value}`) })
  return (
    <section className="card register-who">
      <h2>{t('register.who')}</h2>
      <div className="register-grid">
        <Form.Item name={['complainant', 'phone']} label={field('phone')} className="register-phone">
          <Input size="large" inputMode="tel" maxLength={40} autoFocus autoComplete="off" placeholder={t('register.phoneHint')} />
        </Form.Item>
        <Form.Item name="channel" label={field('channel')}>
          <Select size="large" options={Channel.options.filter((value) => value !== 'import' && value !== 'api').map(word('channel'))} />
        </Form.Item>
        <Form.Item name={['complainant', 'name']} label={field('name')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['complainant', 'kind']} label={field('kind')}>
          <Select allowClear options={ComplainantKind.options.map(word('complainantKind'))} placeholder={t('ui:complainantKind.person')} />
        </Form.Item>
        <Form.Item name={['complainant', 'email']} label={field('email')}>
          <Input maxLength={200} inputMode="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name={['complainant', 'customerNo']} label={field('customerNo')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
    </section>
  )
}
