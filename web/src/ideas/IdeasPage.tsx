import { IdeaKind } from '@zhiwei/contract'
import { Button, Form, Radio, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { useMay, useUrlState } from '../platform/index.ts'
import { FormModal, Page } from '../ui/index.ts'
import { BoardPart } from './BoardPart.tsx'
import { CompetitorsPart } from './CompetitorsPart.tsx'
import { NewIdeaFields } from './IdeaChoice.tsx'
import { LoosePart } from './LoosePart.tsx'
import { useIdeaActs } from './queries.ts'
import './ideas.css'

const parts = ['board', 'loose', 'competitors'] as const
const Place = z.object({
  part: z.enum(parts).default('board'),
  show: z.enum(['open', 'toTell', 'ended', 'mine']).default('open'),
  cursor: z.string().optional(),
})
export type Place = z.infer<typeof Place>
export type PartProps = { place: Place; onPlace: (place: Partial<Place>) => void }

/** 客户心声: the board of ideas, marks on no idea yet, and competitors. */
export function IdeasPage() {
  const { t } = useTranslation('ideas')
  const [place, setPlace] = useUrlState(Place)
  const [isNew, setNew] = useState(false)
  const mayAdd = useMay('cases:note')
  const props: PartProps = { place, onPlace: (more) => setPlace({ ...place, cursor: undefined, ...more }) }
  return (
    <Page
      title={t('title')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('parts')}
          onChange={(part) => setPlace({ part, show: 'open' })}
          options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
      actions={mayAdd && <Button onClick={() => setNew(true)}>{t('new.button')}</Button>}
    >
      {place.part === 'board' && <BoardPart {...props} />}
      {place.part === 'loose' && <LoosePart {...props} />}
      {place.part === 'competitors' && <CompetitorsPart />}
      {isNew && <NewIdeaModal onClose={() => setNew(false)} />}
    </Page>
  )
}

function NewIdeaModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ideas')
  const navigate = useNavigate()
  const { add } = useIdeaActs()
  return (
    <FormModal<{ title: string; description?: string; kind: IdeaKind }>
      open
      title={t('new.title')}
      okText={t('new.add')}
      initialValues={{ kind: 'wish' }}
      onSubmit={async (values) => {
        const { id } = await add(values)
        await navigate(`/ideas/${id}`)
      }}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('marks.kind')}>
        <Radio.Group options={IdeaKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <NewIdeaFields />
    </FormModal>
  )
}
