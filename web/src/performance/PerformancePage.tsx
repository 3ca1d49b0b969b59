import { Month } from '@zhiwei/contract'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay, useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { AbsencesPart } from './AbsencesPart.tsx'
import { ObjectionsPart } from './ObjectionsPart.tsx'
import { RulesPart } from './RulesPart.tsx'
import { SheetsPart } from './SheetsPart.tsx'
import './performance.css'

const parts = ['mine', 'team', 'units', 'objections', 'rules', 'absences'] as const
const Place = z.object({
  part: z.enum(parts).optional(),
  month: Month.optional(),
  state: z.enum(['waiting', 'decided']).default('waiting'),
  cursor: z.string().optional(),
})
export type Place = z.infer<typeof Place>
export type PartProps = { place: Place; onPlace: (place: Partial<Place>) => void }

/** 绩效: my own sheets first; those I lead or decide on, the rules for everybody to read, and days away. */
export function PerformancePage() {
  const { t } = useTranslation('performance')
  const leads = useMay('performance:lead')
  const manages = useMay('performance:manage')
  const decides = useMay('performance:decide')
  const [place, setPlace] = useUrlState(Place)
  const onPlace = (more: Partial<Place>) => setPlace({ ...place, cursor: undefined, ...more })
  const shown = { mine: true, team: leads || manages, units: leads || manages, objections: decides, rules: true, absences: true }
  const usual = leads || manages ? 'team' : 'mine'
  const part = place.part && shown[place.part] ? place.part : usual
  const props = { place, onPlace }
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={part}
          aria-label={t('parts')}
          onChange={(next) => onPlace({ part: next })}
          options={parts.filter((value) => shown[value]).map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
    >
      {(part === 'mine' || part === 'team' || part === 'units') && <SheetsPart key={part} part={part} {...props} />}
      {part === 'objections' && <ObjectionsPart {...props} />}
      {part === 'rules' && <RulesPart mayWrite={manages} />}
      {part === 'absences' && <AbsencesPart mayWrite={leads || manages} {...props} />}
    </Page>
  )
}
