import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { PersonSelect } from '../identity/index.ts'
import { useMay, useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { FiguresPart } from './FiguresPart.tsx'
import { PlansPart } from './plans/PlansPart.tsx'
import { QuestionsPart } from './quizzes/QuestionsPart.tsx'
import { QuizzesPart } from './quizzes/QuizzesPart.tsx'
import { SkillsPart } from './skills/SkillsPart.tsx'
import './training.css'

const parts = ['plans', 'skills', 'figures', 'quizzes', 'questions'] as const
const Place = z.object({
  part: z.enum(parts).default('plans'),
  userId: z.string().optional(),
  state: z.enum(['proposed', 'approved', 'retired']).default('proposed'),
  cursor: z.string().optional(),
})
export type Place = z.infer<typeof Place>
export type PartProps = { place: Place; onPlace: (place: Partial<Place>) => void }

/** 培训与成长: what I am to learn, where I stand, and for whoever trains the same of their people and the questions. */
export function TrainingPage() {
  const { t } = useTranslation('training')
  const trains = useMay('coaching:give')
  const [place, setPlace] = useUrlState(Place)
  const onPlace = (more: Partial<Place>) => setPlace({ ...place, cursor: undefined, ...more })
  const props = { place, onPlace }
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('parts')}
          onChange={(part) => onPlace({ part })}
          options={parts.filter((part) => trains || part !== 'questions').map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
    >
      {trains && place.part !== 'questions' && (
        <div className="training-who">
          <PersonSelect value={place.userId} label={t('who')} placeholder={t('who')} onChange={(userId) => onPlace({ userId })} />
        </div>
      )}
      {place.part === 'plans' && <PlansPart {...props} />}
      {place.part === 'skills' && <SkillsPart {...props} />}
      {place.part === 'figures' && <FiguresPart userId={place.userId} />}
      {place.part === 'quizzes' && <QuizzesPart {...props} />}
      {place.part === 'questions' && trains && <QuestionsPart {...props} />}
    </Page>
  )
}
