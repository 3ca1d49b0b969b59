import type { ComplainantKind, CustomerInput } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import { newIdempotencyKey } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { IdentityFields, StandingFields } from './CustomerFields.tsx'
import { OwnerNotice } from './OwnerNotice.tsx'
import { withoutIds } from './owner.ts'
import { useCreateCustomer } from './queries.ts'

type Values = Partial<CustomerInput> & { kind: z.infer<typeof ComplainantKind> }

/** 新建客户. */
export function NewCustomerModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const create = useCreateCustomer()
  const [tried, setTried] = useState({ content: '', idempotencyKey: newIdempotencyKey() })

  /** The same content again is the same intention; changed content is another one. */
  async function submit(values: Values) {
    const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
    const content = JSON.stringify(input)
    const attempt = content === tried.content ? tried : { content, idempotencyKey: newIdempotencyKey() }
    setTried(attempt)
    const { id } = await create.mutateAsync({ ...input, idempotencyKey: attempt.idempotencyKey }).catch((error: unknown) => {
      throw withoutIds(error)
    })
    void navigate(`/customers/${id}`)
  }

  return (
    <FormModal<Values>
      open
      title={t('list.new')}
      okText={t('new.ok')}
      width={560}
      initialValues={{ kind: 'person', tier: 'ordinary', tags: [] }}
      onSubmit={submit}
      onClose={onClose}
    >
      <IdentityFields />
      <StandingFields />
      <OwnerNotice error={create.error} />
    </FormModal>
  )
}
