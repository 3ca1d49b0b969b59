import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CaseRow, ListOf } from '@zhiwei/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../platform/index.ts'
import { useCaseOnPage } from '../../case-context.ts'

type Props = { id?: string; value?: string; onChange?: (caseId: string | undefined) => void }

const shortestQuery = 2
const shown = 10

/** Finds another case by number, phone or words; without words, the other cases of the same customer. */
export function CasePicker({ id, value, onChange }: Props) {
  const { t } = useTranslation('cases')
  const { complaintCase } = useCaseOnPage()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const customerId = complaintCase.customer?.id
  const query = q.length >= shortestQuery ? { q } : { customerId }
  const found = useQuery({
    queryKey: ['cases', 'picker', query],
    queryFn: ({ signal }) => api.get<ListOf<CaseRow>>('/cases', { ...query, limit: shown }, signal),
    enabled: q.length >= shortestQuery || customerId !== undefined,
    placeholderData: keepPreviousData,
  })
  const others = (found.data?.rows ?? []).filter((row) => row.id !== complaintCase.id)
  return (
    <Select<string | null>
      {...(id ? { id } : {})}
      value={value ?? null}
      allowClear
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('input.findCase')}
      notFoundContent={q.length >= shortestQuery && !found.isFetching ? t('input.noCase') : t('input.findCaseHint')}
      options={others.map((row) => ({
        value: row.id,
        label: `${row.number} ${row.subject}`,
        status: t(`ui:status.${row.status}`),
      }))}
      optionRender={({ label, data }) => (
        <span className="case-option">
          <span>{label}</span>
          <span className="meta">{data.status}</span>
        </span>
      )}
      onChange={(caseId) => onChange?.(caseId ?? undefined)}
    />
  )
}
