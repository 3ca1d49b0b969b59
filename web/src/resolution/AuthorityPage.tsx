import type { AuthorityLimit } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, useMay, useShippedName } from '../platform/index.ts'
import { EmptyState, Page, ProblemNotice, ReasonModal, TableBones } from '../ui/index.ts'
import { LimitTable } from './authority/LimitTable.tsx'
import { NewLimitModal } from './authority/NewLimitModal.tsx'
import { RoleLimits } from './authority/RoleLimits.tsx'
import { SettingsCard } from './authority/SettingsCard.tsx'
import { useLimits, useRefresh } from './queries.ts'
import './resolution.css'

/** 授权额度: how much each role decides, by category and tier, from when on; and what advice and reminders reckon with. */
export function AuthorityPage() {
  const { t } = useTranslation('resolution')
  const named = useShippedName()
  const limits = useLimits()
  const mayManage = useMay('authority:manage')
  const refresh = useRefresh('authority-limits')
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<AuthorityLimit | null>(null)

  async function end(reason: string) {
    if (!ending) return
    await api.patch(`/authority-limits/${ending.id}`, { effectiveTo: new Date().toISOString(), reason, version: ending.version })
    await refresh()
  }

  return (
    <Page
      title={t('ui:settings.authority')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('limit.add')}
          </Button>
        )
      }
    >
      <SettingsCard mayManage={mayManage} />
      <RoleLimits />
      <h2 className="resolution-heading">{t('limit.lines')}</h2>
      <p className="meta">{t('limit.linesHint')}</p>
      {limits.isPending && <TableBones />}
      {limits.isError && <ProblemNotice problem={limits.error} onRetry={limits.refetch} />}
      {limits.data && (
        <LimitTable
          rows={limits.data.rows}
          onEnd={mayManage ? setEnding : undefined}
          empty={<EmptyState title={t('limit.none')} detail={t('limit.noneDetail')} />}
        />
      )}
      <NewLimitModal open={isAdding} onClose={() => setAdding(false)} />
      <ReasonModal
        open={ending !== null}
        title={t('limit.endTitle', { role: named(ending?.role.name ?? '') })}
        consequence={t('limit.endHint')}
        okText={t('limit.end')}
        onConfirm={end}
        onClose={() => setEnding(null)}
      />
    </Page>
  )
}
