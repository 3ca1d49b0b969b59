import type { MeasureName } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ofText } from '../measures/figure-text.ts'
import { Figure } from '../measures/MeasureTable.tsx'
import { useMeasureDefinitions, useMeasures } from '../measures/queries.ts'
import { RowsDrawer } from '../measures/RowsDrawer.tsx'
import { useWordsOf } from '../measures/use-words.ts'
import { ProblemNotice, TableBones } from '../ui/index.ts'

const names = ['handlingCostFen', 'ownCostFen', 'remedyCostFen', 'outsideCostFen'] as const satisfies MeasureName[]

/** 每件成本 of the last thirty days and what it is made of; each figure opens its cases. */
export function CostCards() {
  const { t } = useTranslation('money')
  const words = useWordsOf()
  const figures = useMeasures({ names: names.join(',') })
  const definitions = useMeasureDefinitions()
  const [opened, setOpened] = useState<MeasureName>()
  if (figures.isPending || definitions.isPending) return <TableBones />
  if (figures.isError) return <ProblemNotice problem={figures.error} onRetry={figures.refetch} />
  const { measures, from, to, recounting } = figures.data
  const definitionOf = (name: MeasureName) => definitions.data?.rows.find((one) => one.name === name)
  const open = opened && definitionOf(opened)
  return (
    <section className="card money-section money-wide">
      <h2>{t('cost.title')}</h2>
      {recounting !== null && <p className="meta">{t('recounting', { done: Math.round(recounting * 100) })}</p>}
      <ul className="plain money-cards">
        {measures.map(({ name, total, unit }) => {
          const definition = definitionOf(name)
          return (
            <li key={name}>
              <div className="meta">{definition && words(definition.title)}</div>
              <Button type="link" className="money-figure" disabled={!total.denominator} onClick={() => setOpened(name)}>
                <Figure figure={total} unit={unit} />
              </Button>
              <div className="meta figures">{ofText(total, unit)}</div>
              <div className="meta">{definition && words(definition.formula)}</div>
            </li>
          )
        })}
      </ul>
      {open && <RowsDrawer definition={open} query={{ from, to }} title={t('cost.lastDays')} onClose={() => setOpened(undefined)} />}
    </section>
  )
}
