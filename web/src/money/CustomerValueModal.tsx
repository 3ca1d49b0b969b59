import type { MoneySetting } from '@zhiwei/contract'
import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoneyField } from '../cases/index.ts'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useAskAgain } from './queries.ts'

type Props = { open: boolean; setting: MoneySetting; onClose: () => void }

/** 客户年价值: empty, and no money is told of lost customers. */
export function CustomerValueModal({ open, setting, onClose }: Props) {
  const { t } = useTranslation('money')
  const askAgain = useAskAgain()
  async function change({ customerYearFen }: { customerYearFen?: number | null }) {
    await api.put('/money-setting', { customerYearFen: customerYearFen || null, version: setting.version })
    await askAgain()
  }
  return (
    <FormModal
      open={open}
      title={t('value.title')}
      okText={t('save')}
      initialValues={{ customerYearFen: setting.customerYearFen }}
      onSubmit={change}
      onClose={onClose}
    >
      <Form.Item name="customerYearFen" label={t('value.perYear')}>
        <MoneyField />
      </Form.Item>
    </FormModal>
  )
}
