import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { CarePart } from './care/CarePart.tsx'
import { LoadPart } from './LoadPart.tsx'
import { NotesPart } from './NotesPart.tsx'
import { SamplesPart } from './SamplesPart.tsx'
import './coaching.css'

const parts = ['notes', 'samples', 'load', 'care'] as const
const Place = z.object({
  part: z.enum(parts).default('notes'),
  of: z.enum(['mine', 'given']).default('mine'),
  state: z.enum(['all', 'waiting', 'scored']).default('all'),
  cursor: z.string().optional(),
})
export type Place = z.infer<typeof Place>
export type PartProps = { place: Place; onPlace: (place: Partial<Place>) => void }

/** 辅导与关怀: notes people were given, samples of how cases were handled, what weighs on people, and what eases it. */
export function CoachingPage() {
  const { t } = useTranslation('coaching')
  const [place, setPlace] = useUrlState(Place)
  const props = { place, onPlace: (more: Partial<Place>) => setPlace({ ...place, cursor: undefined, ...more }) }
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('parts')}
          onChange={(part) => setPlace({ part, of: 'mine', state: 'all' })}
          options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
    >
      {place.part === 'notes' && <NotesPart {...props} />}
      {place.part === 'samples' && <SamplesPart {...props} />}
      {place.part === 'load' && <LoadPart />}
      {place.part === 'care' && <CarePart />}
    </Page>
  )
}
