import type { AdherenceGroup } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { numberText, ratioText } from '../platform/index.ts'
import { EmptyState, ProblemNotice, TableBones } from '../ui/index.ts'
import { AdherenceCaseList } from './AdherenceCaseList.tsx'
import { type AdherencePeriod, useAdherence } from './queries.ts'

const shown = ['kept', 'skipped', 'late', 'outOfOrder', 'byOthers', 'overrides'] as const
export type Shown = (typeof shown)[number] | 'cases'

/** 符合度: how the cases of a period kept to their process, by lead unit or category; every number opens its cases. */
export function AdherencePart() {
  const { t } = useTranslation('processes')
  const [params, setParams] = useSearchParams()
  const by: AdherencePeriod['by'] = params.get('by') === 'category' ? 'category' : 'unit'
  const table = useAdherence({ from: params.get('from') ?? undefined, to: params.get('to') ?? undefined, by })
  const set = (part: Record<string, string>) =>
    setParams((now) => {
      const next = new URLSearchParams(now)
      for (const name of ['key', 'deviation']) next.delete(name)
      for (const [name, value] of Object.entries(part)) next.set(name, value)
      return next
    })
  if (table.isPending) return <TableBones />
  if (table.isError) return <ProblemNotice problem={table.error} onRetry={table.refetch} />
  const { from, to, rows, total } = table.data
  const deviation = params.get('deviation') as Shown | null
  const key = params.get('key')
  const nameOf = (group: Pick<AdherenceGroup, 'key' | 'name'>) => (group.key === null ? t(`adherence.none.${by}`) : group.name || group.key)
  const open = (group: string | null, what: Shown) => set({ deviation: what, ...(group !== null && { key: group }) })
  const opened = key === null ? t('adherence.total') : nameOf(rows.find((row) => (row.key ?? '') === key) ?? { key, name: key })
  return (
    <>
      <p className="meta">{t('adherence.hint')}</p>
      <div className="adherence-filter">
        <label>
          {t('adherence.from')}{' '}
          <input type="date" value={from} max={to} onChange={({ target }) => target.value && set({ from: target.value, to })} />
        </label>
        <label>
          {t('adherence.to')}{' '}
          <input type="date" value={to} min={from} onChange={({ target }) => target.value && set({ from, to: target.value })} />
        </label>
        <Segmented<AdherencePeriod['by']>
          value={by}
          options={(['unit', 'category'] as const).map((value) => ({ value, label: t(`adherence.by.${value}`) }))}
          onChange={(value) => set({ by: value })}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('adherence.empty')} detail={t('adherence.emptyDetail')} />
      ) : (
        <div className="adherence-table card">
          <table>
            <thead>
              <tr>
                <th scope="col">{t(`adherence.key.${by}`)}</th>
                <th scope="col">{t('adherence.cases')}</th>
                <th scope="col">{t('adherence.ratio')}</th>
                {shown.map((what) => (
                  <th scope="col" key={what}>
                    {t(`adherence.${what}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.key ?? ''} name={nameOf(row)} counts={row} onOpen={(what) => open(row.key ?? '', what)} />
              ))}
            </tbody>
            <tfoot>
              <Row name={t('adherence.total')} counts={total} onOpen={(what) => open(null, what)} />
            </tfoot>
          </table>
        </div>
      )}
      {deviation && (
        <AdherenceCaseList
          title={t('adherence.casesOf', { name: opened, what: t(`adherence.${deviation}`) })}
          query={{ from, to, by, ...(key !== null && { key }), ...(deviation !== 'cases' && { deviation }) }}
        />
      )}
    </>
  )
}

type RowProps = { name: string; counts: Omit<AdherenceGroup, 'key' | 'name'>; onOpen: (what: Shown) => void }

function Row({ name, counts, onOpen }: RowProps) {
  const { t } = useTranslation('processes')
  const cell = (what: Shown) => (
    <td key={what}>
      {counts[what] === 0 ? (
        '0'
      ) : (
        <button
          type="button"
          className="number-button"
          aria-label={t('adherence.open', { name, what: t(`adherence.${what}`), count: counts[what] })}
          onClick={() => onOpen(what)}
        >
          {numberText(counts[what])}
        </button>
      )}
    </td>
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      {cell('cases')}
      <td>{counts.cases === 0 ? '—' : ratioText(counts.kept / counts.cases)}</td>
      {shown.map(cell)}
    </tr>
  )
}
