import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay, useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { ExposurePart } from './ExposurePart.tsx'
import { RatesPart } from './RatesPart.tsx'
import { ValuePart } from './ValuePart.tsx'
import './money.css'

const Part = z.enum(['value', 'rates', 'exposure'])
const Place = z.object({ part: Part.default('value') })

/** 钱与价值: what complaints cost, what not solving them costs, what actions saved; the rates and the exposure it is counted of. */
export function MoneyPage() {
  const { t } = useTranslation('money')
  const [place, setPlace] = useUrlState(Place)
  const mayRead = useMay('money:read')
  const parts = mayRead ? Part.options : (['exposure'] as const)
  const part = (parts as readonly string[]).includes(place.part) ? place.part : 'exposure'
  return (
    <Page title={t('title')}>
      <Segmented
        value={part}
        aria-label={t('parts')}
        className="money-parts"
        options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
        onChange={(next) => setPlace({ part: next })}
      />
      {part === 'value' && <ValuePart />}
      {part === 'rates' && <RatesPart />}
      {part === 'exposure' && <ExposurePart />}
    </Page>
  )
}
