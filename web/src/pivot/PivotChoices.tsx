import { SwapOutlined } from '@ant-design/icons'
import { MeasureCut, type MeasureDefinition, type MeasureName } from '@zhiwei/contract'
import { Button, Select, Tooltip } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useWordsOf } from '../measures/index.ts'
import { mostMeasures, type PivotPlace } from './place.ts'

type Props = { place: PivotPlace; definitions: readonly MeasureDefinition[]; onChange: (place: PivotPlace) => void }

/** What is counted, and by which two properties. */
export function PivotChoices({ place, definitions, onChange }: Props) {
  const { t } = useTranslation('pivot')
  const words = useWordsOf()
  const { names, rows, columns } = place
  const cuts = MeasureCut.options.map((value) => ({ value, label: t(`measures:cut.${value}`) }))
  const turned = () => columns !== 'none' && onChange({ ...place, rows: columns, columns: rows })
  return (
    <div className="pivot-choices">
      <Choice label={t('measures')} wide>
        {(id) => (
          <Select<MeasureName[]>
            id={id}
            mode="multiple"
            maxCount={mostMeasures}
            value={names}
            onChange={(chosen) => chosen.length > 0 && onChange({ ...place, names: chosen })}
            showSearch={{ optionFilterProp: 'label' }}
            options={definitions.filter(({ pivots }) => pivots).map(({ name, title }) => ({ value: name, label: words(title) }))}
          />
        )}
      </Choice>
      <Choice label={t('rows')}>
        {(id) => (
          <Select<MeasureCut>
            id={id}
            value={rows}
            options={cuts}
            onChange={(chosen) => onChange({ ...place, rows: chosen, columns: chosen === columns ? rows : columns })}
          />
        )}
      </Choice>
      <Tooltip title={t('turn')}>
        <Button aria-label={t('turn')} icon={<SwapOutlined />} disabled={columns === 'none'} onClick={turned} />
      </Tooltip>
      <Choice label={t('columns')}>
        {(id) => (
          <Select<PivotPlace['columns']>
            id={id}
            value={columns}
            options={[{ value: 'none', label: t('noColumns') }, ...cuts.filter(({ value }) => value !== rows)]}
            onChange={(chosen) => onChange({ ...place, columns: chosen })}
          />
        )}
      </Choice>
    </div>
  )
}

function Choice({ label, wide = false, children }: { label: string; wide?: boolean; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={`pivot-choice ${wide ? 'pivot-choice-wide' : ''}`}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
