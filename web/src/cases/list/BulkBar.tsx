import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BulkAssigned, type CaseRow } from '@zhiwei/contract'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../../identity/index.ts'
import { api } from '../../platform/index.ts'
import { ProblemNotice } from '../../ui/index.ts'

type Props = { rows: CaseRow[]; ids: readonly string[]; onDone: (leftOver: string[]) => void }

/** 批量派给坐席: gives the chosen cases to one agent; those that could not be given stay chosen and are named. */
export function BulkBar({ rows, ids, onDone }: Props) {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const client = useQueryClient()
  const [agentId, setAgentId] = useState<string>()
  const assign = useMutation({
    mutationFn: async () => BulkAssigned.parse(await api.post('/cases/bulk/assignments', { caseIds: ids, agentId })).results,
    onSuccess: (results) => {
      const refused = results.filter(({ ok }) => !ok)
      const count = results.length - refused.length
      if (count > 0) void message.success(t('bulk.done', { count }))
      onDone(refused.map(({ caseId }) => caseId))
      void client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  const refused = (assign.data ?? []).filter(({ ok, caseId }) => !ok && ids.includes(caseId))
  const numberOf = (caseId: string) => rows.find(({ id }) => id === caseId)?.number ?? caseId
  if (ids.length === 0) return null
  return (
    <section className="bulk" aria-label={t('bulk.label')}>
      <strong>{t('bulk.chosen', { count: ids.length })}</strong>
      <PersonSelect
        permission="complaints:register"
        placeholder={t('bulk.agent')}
        label={t('bulk.agent')}
        value={agentId}
        onChange={setAgentId}
      />
      <Button type="primary" disabled={!agentId} loading={assign.isPending} onClick={() => assign.mutate()}>
        {t('bulk.assign')}
      </Button>
      <Button type="text" onClick={() => onDone([])}>
        {t('bulk.cancel')}
      </Button>
      {assign.isError && <ProblemNotice problem={assign.error} onRetry={() => assign.mutate()} />}
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('bulk.refused', { count: refused.length })}
          description={refused
            .map(({ caseId, code }) => `${numberOf(caseId)} ${t([`bulk.code.${code}`, 'bulk.code.other'])}`)
            .join(t('comma'))}
        />
      )}
    </section>
  )
}
