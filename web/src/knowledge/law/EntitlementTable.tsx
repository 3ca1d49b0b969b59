import { type Entitlement, EntitlementQuery } from '@zhiwei/contract'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useMay, useUrlState } from '../../platform/index.ts'
import { EmptyState, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { LawName } from '../Marks.tsx'
import { useEntitlements } from '../queries.ts'
import { SearchBox } from '../SearchBox.tsx'
import { EntitlementModal } from './EntitlementModal.tsx'

/** 权益登记: what law, contract and membership really grant. */
export function EntitlementTable() {
  const { t } = useTranslation('knowledge')
  const [filter, setFilter] = useUrlState(EntitlementQuery)
  const entitlements = useEntitlements(filter)
  return (
    <>
      <p className="meta">{t('entitlement.hint')}</p>
      <div className="kb-bar">
        <SearchBox
          key={filter.q}
          label={t('searchEntitlement')}
          value={filter.q ?? ''}
          onSearch={(q) => setFilter({ ...filter, cursor: undefined, q })}
        />
      </div>
      {entitlements.isPending && <TableBones />}
      {entitlements.isError && <ProblemNotice problem={entitlements.error} onRetry={entitlements.refetch} />}
      {entitlements.data?.rows.length === 0 && <EmptyState title={t('none.entitlement')} detail={t('noneEntitlementDetail')} />}
      {entitlements.data && entitlements.data.rows.length > 0 && (
        <>
          <ol className="kb-list card" aria-label={t('tabs.entitlement')}>
            {entitlements.data.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ol>
          <Pager
            cursor={filter.cursor}
            nextCursor={entitlements.data.nextCursor}
            total={entitlements.data.total}
            onChange={(cursor) => setFilter({ ...filter, cursor })}
          />
        </>
      )}
    </>
  )
}

function Row({ row }: { row: Entitlement }) {
  const { t } = useTranslation('knowledge')
  const mayManage = useMay('knowledge:manage')
  const [isOpen, setOpen] = useState(false)
  const grants = [
    t(`ui:remedyKind.${row.remedy}`),
    row.maxFen !== null && t('entitlement.upTo', { amount: moneyText(row.maxFen) }),
    row.withinDays !== null && t('entitlement.within', { days: row.withinDays }),
  ]
  return (
    <li className="kb-row">
      <div className="kb-what">
        <span className="kb-head">
          <strong>{row.title}</strong>
          <Tag>{t(`entitlement.kind.${row.kind}`)}</Tag>
          {row.state !== 'inForce' && <Tag className="kb-state is-flagged">{t(`entitlement.state.${row.state}`)}</Tag>}
        </span>
        <span>{row.clause}</span>
        {row.conditions.length > 0 && (
          <span className="meta">{t('entitlement.conditionsAre', { conditions: row.conditions.join(t('semicolon')) })}</span>
        )}
        {row.law && (
          <span className="meta">
            <LawName law={row.law} />
          </span>
        )}
      </div>
      <div className="kb-side meta">
        <span>{grants.filter(Boolean).join(' · ')}</span>
        <span>{row.tiers.map((tier) => t(`ui:tier.${tier}`)).join(t('comma')) || t('entitlement.allTiers')}</span>
        {mayManage && (
          <Button size="small" aria-label={t('entitlement.editOf', { title: row.title })} onClick={() => setOpen(true)}>
            {t('act.edit')}
          </Button>
        )}
      </div>
      {isOpen && <EntitlementModal entitlement={row} onClose={() => setOpen(false)} />}
    </li>
  )
}
