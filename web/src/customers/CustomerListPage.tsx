import { PlusOutlined } from '@ant-design/icons'
import { CustomerListQuery } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { CustomerFilterBar } from './CustomerFilterBar.tsx'
import { CustomerTable } from './CustomerTable.tsx'
import { NewCustomerModal } from './NewCustomerModal.tsx'
import { type CustomerFilter, useCustomers } from './queries.ts'
import './customers.css'

/** 客户列表. The filter lives in the address bar. */
export function CustomerListPage() {
  const { t } = useTranslation('customers')
  const [filter, setFilter] = useUrlState(CustomerListQuery)
  const [isCreating, setCreating] = useState(false)
  const mayEdit = useMay('customers:edit')
  const customers = useCustomers(filter)
  const change = (next: Partial<CustomerFilter>) => setFilter({ ...filter, cursor: undefined, ...next })

  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('list.new')}
    </Button>
  )
  return (
    <Page title={t('list.title')} actions={mayEdit && create}>
      <CustomerFilterBar filter={filter} onChange={change} />
      {customers.isPending && <TableBones />}
      {customers.isError && <ProblemNotice problem={customers.error} onRetry={customers.refetch} />}
      {customers.data && (
        <>
          <CustomerTable rows={customers.data.rows} empty={<NoCustomers filter={filter} />} onTag={(tag) => change({ tag })} />
          <Pager
            cursor={filter.cursor}
            nextCursor={customers.data.nextCursor}
            total={customers.data.total}
            onChange={(cursor) => change({ cursor })}
          />
        </>
      )}
      {isCreating && <NewCustomerModal onClose={() => setCreating(false)} />}
    </Page>
  )
}

function NoCustomers({ filter: { q, tier, tag } }: { filter: CustomerFilter }) {
  const { t } = useTranslation('customers')
  if (q) return <EmptyState title={t('list.nothing', { q })} detail={t('list.nothingDetail')} />
  if (tier || tag) return <EmptyState title={t('list.nothingFiltered')} detail={t('list.nothingFilteredDetail')} />
  return <EmptyState title={t('list.empty')} detail={t('list.emptyDetail')} />
}
