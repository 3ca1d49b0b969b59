import type { PerformanceObjection } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ProblemNotice, TableBones } from '../ui/index.ts'
import { DecideModal } from './DecideModal.tsx'
import { ObjectionLine } from './ObjectionLine.tsx'
import type { PartProps } from './PerformancePage.tsx'
import { useObjections } from './queries.ts'

/** 异议: those that wait for a decision, and those that were decided. */
export function ObjectionsPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('performance')
  const objections = useObjections(place.state)
  const [deciding, setDeciding] = useState<PerformanceObjection>()
  const rows = objections.data?.rows ?? []
  return (
    <>
      <div className="performance-bar">
        <Segmented
          value={place.state}
          aria-label={t('objection.which')}
          onChange={(state) => onPlace({ state })}
          options={(['waiting', 'decided'] as const).map((value) => ({ value, label: t(`objection.${value}`) }))}
        />
      </div>
      {objections.isPending && <TableBones />}
      {objections.isError && <ProblemNotice problem={objections.error} onRetry={objections.refetch} />}
      {objections.data && rows.length === 0 && <EmptyState title={t('none.objections')} detail={t('none.objectionsDetail')} />}
      {rows.length > 0 && (
        <ul className="card performance-list" aria-label={t('objection.list')}>
          {rows.map((objection) => (
            <li key={objection.id}>
              <ObjectionLine objection={objection} withSheet />
              {objection.can.decide && (
                <Button size="small" type="primary" onClick={() => setDeciding(objection)}>
                  {t('objection.decide')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {deciding && <DecideModal objection={deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}
