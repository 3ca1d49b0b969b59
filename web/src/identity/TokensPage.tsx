import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { TokenRow } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { NewTokenModal } from './tokens/NewTokenModal.tsx'
import { TokenShown } from './tokens/TokenShown.tsx'
import { TokenTable } from './tokens/TokenTable.tsx'
import './settings.css'

/** 接口令牌: keys for other systems, each with its own permissions. */
export function TokensPage() {
  const { t } = useTranslation('identity')
  const [isCreating, setCreating] = useState(false)
  const [made, setMade] = useState<string>()
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => api.get<{ rows: TokenRow[] }>('/tokens', undefined, signal),
  })
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('tokens.new')}
    </Button>
  )
  const isEmpty = tokens.data?.rows.length === 0
  return (
    <Page title={t('ui:settings.tokens')} actions={!isEmpty && create}>
      {tokens.isPending && <TableBones count={5} />}
      {tokens.isError && <ProblemNotice problem={tokens.error} onRetry={tokens.refetch} />}
      {isEmpty && <EmptyState title={t('tokens.none')} detail={t('tokens.noneDetail')} action={create} />}
      {tokens.data && !isEmpty && <TokenTable rows={tokens.data.rows} />}
      {isCreating && <NewTokenModal onMade={setMade} onClose={() => setCreating(false)} />}
      {made && <TokenShown token={made} onClose={() => setMade(undefined)} />}
    </Page>
  )
}
