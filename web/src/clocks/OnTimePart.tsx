import type { OnTimeQuery, OnTimeRow } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { instantOfWall, numberText, ratioText, useSession, wallOf } from '../platform/index.ts'
import { EmptyState, ProblemNotice, TableBones } from '../ui/index.ts'
import { useClockRules, useOnTime, useRuleNames } from './queries.ts'

const groupings = ['unit', 'step', 'category', 'month'] as const satisfies OnTimeQuery['by'][]
const dayMs = 86_400_000
const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** 按时率: of the clocks due in a period, how many were met in time; what is open and late counts as not. */
export function OnTimePart() {
  const { t } = useTranslation('clocks')
  const { zone } = useSession().tenant
  const [params, setParams] = useSearchParams()
  const dateOf = (name: string, usual: number) => {
    const given = params.get(name)
    return isDate(given) ? given : wallOf(new Date(usual), zone).slice(0, 10)
  }
  const from = dateOf('from', Date.now() - 29 * dayMs)
  const to = dateOf('to', Date.now())
  const by = groupings.find((one) => one === params.get('by')) ?? 'unit'
  // The last day counts whole.
  const dayAfter = new Date(Date.parse(`${to}T00:00Z`) + dayMs).toISOString().slice(0, 10)
  const table = useOnTime({ from: instantOfWall(`${from}T00:00`, zone), to: instantOfWall(`${dayAfter}T00:00`, zone), by })
  const set = (part: Record<string, string>) => setParams((now) => ({ ...Object.fromEntries(now), ...part }), { replace: true })
  return (
    <>
      <p className="meta">{t('onTime.hint')}</p>
      <div className="clock-period">
        <label>
          {t('onTime.from')}{' '}
          <input type="date" value={from} max={to} onChange={({ target }) => target.value && set({ from: target.value, to })} />
        </label>
        <label>
          {t('onTime.to')}{' '}
          <input type="date" value={to} min={from} onChange={({ target }) => target.value && set({ from, to: target.value })} />
        </label>
        <Segmented<OnTimeQuery['by']>
          aria-label={t('onTime.by.label')}
          value={by}
          options={groupings.map((value) => ({ value, label: t(`onTime.by.${value}`) }))}
          onChange={(value) => set({ by: value })}
        />
      </div>
      {table.isPending && <TableBones />}
      {table.isError && <ProblemNotice problem={table.error} onRetry={table.refetch} />}
      {table.data && table.data.rows.length === 0 && <EmptyState title={t('onTime.empty')} detail={t('onTime.emptyDetail')} />}
      {table.data && table.data.rows.length > 0 && <Figures by={by} rows={table.data.rows} total={table.data.total} />}
    </>
  )
}

function Figures({ by, rows, total }: { by: OnTimeQuery['by']; rows: readonly OnTimeRow[]; total: OnTimeRow }) {
  const { t } = useTranslation('clocks')
  const nameOf = useKeyNames(by)
  return (
    <section className="clock-figures card" aria-label={t('onTime.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`onTime.by.${by}`)}</th>
            {(['ratio', 'due', 'onTime', 'late', 'openLate', 'interval'] as const).map((column) => (
              <th scope="col" key={column}>
                {t(`onTime.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Figure key={row.key ?? ''} name={nameOf(row)} row={row} />
          ))}
        </tbody>
        <tfoot>
          <Figure name={t('onTime.total')} row={total} />
        </tfoot>
      </table>
    </section>
  )
}

function Figure({ name, row: { due, onTime, late, openLate, ratio, interval } }: { name: string; row: OnTimeRow }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{ratio === null ? '—' : ratioText(ratio)}</td>
      {[due, onTime, late, openLate].map((count, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
        <td key={column}>{numberText(count)}</td>
      ))}
      <td className="meta">{interval ? `${ratioText(interval[0], 0)}–${ratioText(interval[1], 0)}` : '—'}</td>
    </tr>
  )
}

/** A unit, a clock, a category or a month in words. */
function useKeyNames(by: OnTimeQuery['by']) {
  const { t } = useTranslation('clocks')
  const category = useCatalogueName('categories')
  const rules = useClockRules().data?.rows ?? []
  const names = useRuleNames()
  return ({ key, name }: OnTimeRow) => {
    if (key === null) return t(`onTime.none.${by}`)
    if (by === 'category') return category(key)
    if (by !== 'step') return name ?? key
    const [regime, step] = key.split(' ')
    const rule = rules.find((one) => one.regime === regime && one.step === step)
    if (rule) return `${names.regime(rule)} · ${names.step(rule)}`
    const words = t([`cases:clock.step.${step}`, 'cases:clock.step.other'])
    return regime === 'company' ? words : `${t([`cases:clock.regime.${regime}`, 'cases:clock.regime.other'], { regime })} · ${words}`
  }
}
