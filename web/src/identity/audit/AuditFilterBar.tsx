import { type AuditListQuery, auditKinds } from '@zhiwei/contract'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { instantOfWall, useSession, wallOf } from '../../platform/index.ts'

export type AuditFilter = z.infer<typeof AuditListQuery>
type Props = { filter: AuditFilter; onChange: (next: Partial<AuditFilter>) => void }

const dayMs = 86_400_000

/** By what was done and by whole days in the tenant's zone. */
export function AuditFilterBar({ filter, onChange }: Props) {
  const { t } = useTranslation('identity')
  const { zone } = useSession().tenant
  const dayOf = (instant: string | undefined, shiftMs = 0) =>
    instant ? dayjs(wallOf(new Date(new Date(instant).getTime() - shiftMs), zone).slice(0, 10)) : null
  const startOf = (day: dayjs.Dayjs | null | undefined) => (day ? instantOfWall(`${day.format('YYYY-MM-DD')}T00:00`, zone) : undefined)
  const options = Object.entries(auditKinds).map(([group, kinds]) => ({
    label: t(`audit.group.${group}`),
    options: kinds.map((kind) => ({ value: kind, label: t(`audit:kind.${kind}`) })),
  }))
  return (
    <div className="settings-filter">
      <Select<string | null>
        className="audit-kind"
        aria-label={t('audit.what')}
        placeholder={t('audit.anything')}
        value={filter.kind ?? null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
      />
      <DatePicker.RangePicker
        aria-label={t('audit.when')}
        value={[dayOf(filter.from), dayOf(filter.to, dayMs)]}
        allowEmpty={[true, true]}
        onChange={(days) => onChange({ from: startOf(days?.[0]), to: startOf(days?.[1]?.add(1, 'day')) })}
      />
    </div>
  )
}
