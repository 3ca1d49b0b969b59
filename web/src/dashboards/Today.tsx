import type { MeasureDefinition, MeasureName } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowsDrawer } from '../measures/index.ts'
import { numberText } from '../platform/index.ts'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import type { Filter } from './place.ts'
import { useToday } from './queries.ts'
import './dashboards.css'

const names = ['complaints', 'closed', 'inHand', 'overdueInHand'] as const satisfies MeasureName[]

type Props = { today: string; filter: Filter; definitions: readonly MeasureDefinition[] }

/** 今天: what came and was closed since midnight, and what stands now, whatever period the rest of the page is about; each opens its cases. */
export function Today({ today, filter, definitions }: Props) {
  const { t } = useTranslation('dashboards')
  const query = { ...filter, from: today }
  const figures = useToday({ ...query, names: names.join(',') })
  const [opened, setOpened] = useState<MeasureName>()
  const definition = definitions.find(({ name }) => name === opened)
  return (
    <section className="dashboard-part">
      <h2>{t('today.title')}</h2>
      {figures.isPending && <TableBones count={1} />}
      {figures.isError && <ProblemNotice problem={figures.error} onRetry={figures.refetch} />}
      <ul className="dashboard-today">
        {figures.data?.measures.map(({ name, total }) => (
          <li key={name} className="card">
            <div className="meta">{t(`today.${name}`)}</div>
            <Button
              type="text"
              className="dashboard-value figures"
              onClick={() => setOpened(name)}
              aria-label={t('today.open', { what: t(`today.${name}`), value: numberText(total.value ?? 0) })}
            >
              {numberText(total.value ?? 0)}
            </Button>
          </li>
        ))}
      </ul>
      {definition && <RowsDrawer definition={definition} query={query} title={t('today.title')} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
