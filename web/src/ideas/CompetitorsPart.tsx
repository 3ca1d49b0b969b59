import type { Competitor } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { EmptyState, FormModal, ProblemNotice, TableBones } from '../ui/index.ts'
import { MarkText } from './LoosePart.tsx'
import { useCompetitors, useIdeaActs, useIdeaMarks } from './queries.ts'

const shownMentions = 5

/** 竞品: the company's own list, and what customers said of each. */
export function CompetitorsPart() {
  const { t } = useTranslation('ideas')
  const competitors = useCompetitors()
  const mayManage = useMay('ideas:manage')
  const [isAdding, setAdding] = useState(false)
  if (competitors.isPending) return <TableBones />
  if (competitors.isError) return <ProblemNotice problem={competitors.error} onRetry={competitors.refetch} />
  const { rows } = competitors.data
  return (
    <>
      <p className="meta">{t('competitor.hint')}</p>
      {mayManage && (
        <Button className="idea-shows" onClick={() => setAdding(true)}>
          {t('competitor.add')}
        </Button>
      )}
      {rows.length === 0 && <EmptyState title={t('competitor.none')} detail={t('competitor.hint')} />}
      {rows.map((row) => (
        <OneCompetitor key={row.id} competitor={row} />
      ))}
      {isAdding && <AddModal onClose={() => setAdding(false)} />}
    </>
  )
}

function OneCompetitor({ competitor: { id, name, aliases, mentions, can } }: { competitor: Competitor }) {
  const { t } = useTranslation('ideas')
  const { endCompetitor, tried } = useIdeaActs()
  const marks = useIdeaMarks({ competitorId: id, limit: shownMentions })
  return (
    <section className="card idea-section" aria-label={name}>
      <header className="idea-head">
        <h2>{name}</h2>
        <span className="meta">{[t('competitor.mentions', { count: mentions }), ...aliases].join(' · ')}</span>
        {can.end && (
          <Button size="small" onClick={() => tried(endCompetitor(id))}>
            {t('competitor.end')}
          </Button>
        )}
      </header>
      <ul className="idea-list">
        {marks.data?.rows.map((mark) => (
          <li key={mark.id}>
            <MarkText mark={mark} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ideas')
  const { addCompetitor } = useIdeaActs()
  return (
    <FormModal<{ name: string; aliases?: string }>
      open
      title={t('competitor.add')}
      okText={t('competitor.add')}
      onSubmit={({ name, aliases = '' }) => addCompetitor({ name, aliases: aliases.split(/[,，、\s]+/).filter(Boolean) })}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('competitor.name')} rules={[{ required: true, min: 2, message: t('competitor.nameRule') }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="aliases" label={t('competitor.aliases')}>
        <Input maxLength={300} />
      </Form.Item>
    </FormModal>
  )
}
