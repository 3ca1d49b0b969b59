import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/index.ts'

export type BoardNamed = { name: string; shared?: boolean }
type Props = {
  title: string
  okText: string
  initialValues?: Partial<BoardNamed>
  onSubmit: (values: Required<BoardNamed>) => Promise<unknown>
  onClose: () => void
}

/** A board's name, and whether colleagues may read it. */
export function BoardForm({ onSubmit, ...rest }: Props) {
  const { t } = useTranslation('dashboards')
  return (
    <FormModal<BoardNamed> open {...rest} onSubmit={({ name, shared = false }) => onSubmit({ name: name.trim(), shared })}>
      <Form.Item name="name" label={t('own.name')} rules={[{ required: true, whitespace: true, message: t('own.nameNeeded') }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="shared" valuePropName="checked" extra={t('own.sharedHint')}>
        <Checkbox>{t('own.share')}</Checkbox>
      </Form.Item>
    </FormModal>
  )
}
