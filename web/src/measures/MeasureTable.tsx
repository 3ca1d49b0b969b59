import type { MeasureDefinition, Measured, MeasureFigure, MeasureName } from '@zhiwei/contract'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../platform/index.ts'
import { Sideways } from '../ui/index.ts'
import { changeOf, intervalText, isClear, ofText, valueText } from './figure-text.ts'
import { useWordsOf } from './use-words.ts'
import './measures.css'

type Props = {
  definitions: readonly MeasureDefinition[]
  measures: readonly Measured[]
  chosen: MeasureName
  onChoose: (name: MeasureName) => void
}
type Row = { definition: MeasureDefinition; measured: Measured }

/** All measures of the period, one a line; a line chosen is cut beside it. */
export function MeasureTable({ definitions, measures, chosen, onChoose }: Props) {
  const { t } = useTranslation('measures')
  const words = useWordsOf()
  const rows = definitions.flatMap((definition): Row[] => {
    const measured = measures.find(({ name }) => name === definition.name)
    return measured ? [{ definition, measured }] : []
  })
  return (
    <section className="card measure-table">
      <h2>{t('all')}</h2>
      <Sideways label={t('all')}>
        <Table<Row>
          size="small"
          pagination={false}
          rowKey={({ definition }) => definition.name}
          dataSource={rows}
          rowClassName={({ definition }) => (definition.name === chosen ? 'measure-chosen' : '')}
          columns={[
            {
              title: t('measure'),
              key: 'name',
              render: (_, { definition, measured }) => (
                <>
                  <Button
                    type="link"
                    size="small"
                    className="measure-name"
                    aria-pressed={definition.name === chosen}
                    onClick={() => onChoose(definition.name)}
                  >
                    {words(definition.title)}
                  </Button>
                  <span className="meta figures measure-interval">{ofText(measured.total, measured.unit)}</span>
                </>
              ),
            },
            {
              title: t('value'),
              key: 'value',
              align: 'right',
              render: (_, { measured }) => <Figure figure={measured.total} unit={measured.unit} />,
            },
            {
              title: t('previous'),
              key: 'previous',
              align: 'right',
              render: (_, row) => <Since {...row} before={row.measured.previous} />,
            },
            {
              title: t('lastYear'),
              key: 'lastYear',
              align: 'right',
              render: (_, row) => <Since {...row} before={row.measured.lastYear} />,
            },
          ]}
        />
      </Sideways>
    </section>
  )
}

/** A value with its interval; too few are said. */
export function Figure({ figure, unit }: { figure: MeasureFigure; unit: Measured['unit'] }) {
  const { t } = useTranslation('measures')
  const { duration } = useFormat()
  if (figure.value === null) return <span className="meta">{t(figure.lacks ? `lacks.${figure.lacks}` : 'notEnough')}</span>
  const interval = intervalText(figure, unit, duration)
  return (
    <span className="figures">
      {valueText(figure.value, unit, duration)}
      {interval && <span className="meta measure-interval">{interval}</span>}
      {figure.p90 !== null && <span className="meta measure-interval">{t('p90', { value: valueText(figure.p90, unit, duration) })}</span>}
    </span>
  )
}

/** The change since an earlier period; whether it is more than chance is said by its weight and in words. */
export function Since({ definition, measured, before }: Row & { before: MeasureFigure }) {
  const { t } = useTranslation('measures')
  const change = changeOf(measured.total, before, measured.unit)
  if (!change) return <span className="meta">—</span>
  const clear = isClear(measured.total, before)
  const isBetter =
    definition.moreIsBetter === null || change.direction === 'same' ? null : (change.direction === 'up') === definition.moreIsBetter
  const told = isBetter === null || !clear ? '' : t(isBetter ? 'better' : 'worse')
  return (
    <span className={`figures ${clear ? 'measure-clear' : 'meta'}`}>
      {t(measured.unit === 'share' ? 'points' : 'change', { change: change.text })}
      {told && <span className="measure-interval">{told}</span>}
    </span>
  )
}
