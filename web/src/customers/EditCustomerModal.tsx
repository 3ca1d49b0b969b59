import type { CustomerChange, CustomerDetail } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { IdentityFields } from './CustomerFields.tsx'
import { OwnerNotice } from './OwnerNotice.tsx'
import { withoutIds } from './owner.ts'
import { useChangeCustomer } from './queries.ts'

type Values = Pick<CustomerChange, 'kind' | 'name' | 'phone' | 'email' | 'customerNo'>

/** 修改资料: what is masked is not shown for it; only what is typed anew changes. */
export function EditCustomerModal({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const change = useChangeCustomer(customer)
  const { name, phone, email, customerNo, kind } = customer

  async function submit(values: Values) {
    const typed = Object.entries(values).filter(([field, value]) => value && !(field === 'kind' && value === kind))
    if (typed.length === 0) return
    await change.mutateAsync(Object.fromEntries(typed)).catch((error: unknown) => {
      throw withoutIds(error)
    })
  }

  return (
    <FormModal<Values>
      open
      title={t('page.edit')}
      okText={t('edit.ok')}
      width={560}
      initialValues={{ kind }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('edit.hint')}</p>
      <IdentityFields masked={{ name, phone, email, customerNo }} />
      <OwnerNotice error={change.error} />
    </FormModal>
  )
}
