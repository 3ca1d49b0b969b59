import type { CaseIdeaMarks, ProposedMark } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { MarkModal } from './MarkModal.tsx'
import { useCaseMarks, useIdeaActs } from './queries.ts'
import './ideas.css'

/** 客户心声 on the case page: what was marked, what the text engine proposes, and a sentence of one's own choice. */
export function MarksPanel({ caseId }: { caseId: string }) {
  const marks = useCaseMarks(caseId)
  return marks.data ? <Marks caseId={caseId} data={marks.data} /> : null
}

function Marks({ caseId, data }: { caseId: string; data: CaseIdeaMarks }) {
  const { t } = useTranslation('ideas')
  const { removeMark, tried } = useIdeaActs()
  const [marking, setMarking] = useState<ProposedMark | 'any'>()
  if (data.marks.length === 0 && !data.can.mark) return null
  return (
    <section className="part" aria-label={t('marks.title')}>
      <header className="part-head">
        <h2>{t('marks.title')}</h2>
        {data.can.mark && data.sentences.length > 0 && (
          <Button size="small" onClick={() => setMarking('any')}>
            {t('marks.mark')}
          </Button>
        )}
      </header>
      <ul className="idea-list">
        {data.marks.map((mark) => (
          <li key={mark.id}>
            <span className="idea-kind">{mark.competitor?.name ?? t(`kind.${mark.kind}`)}</span>
            <q>{mark.quote || t('marks.erased')}</q>
            {mark.idea && <Link to={`/ideas/${mark.idea.id}`}>{mark.idea.title}</Link>}
            {mark.idea && <span className="meta">{t(`state.${mark.idea.state}`)}</span>}
            {mark.can.remove && (
              <Button size="small" type="link" onClick={() => tried(removeMark(mark.id))}>
                {t('marks.remove')}
              </Button>
            )}
          </li>
        ))}
        {data.can.mark &&
          data.proposed.map((proposed) => (
            <Proposed
              key={`${proposed.eventNo} ${proposed.start} ${proposed.kind}`}
              {...{ caseId, proposed }}
              onMark={() => setMarking(proposed)}
            />
          ))}
      </ul>
      {marking && (
        <MarkModal
          caseId={caseId}
          sentences={data.sentences}
          preset={marking === 'any' ? undefined : marking}
          onClose={() => setMarking(undefined)}
        />
      )}
    </section>
  )
}

function Proposed({ caseId, proposed, onMark }: { caseId: string; proposed: ProposedMark; onMark: () => void }) {
  const { t } = useTranslation('ideas')
  const { mark, tried } = useIdeaActs()
  const { kind, eventNo, start, end, competitor, quote } = proposed
  const dismiss = () => mark(caseId, { kind, eventNo, start, end, dismiss: true, ...(competitor && { competitorId: competitor.id }) })
  return (
    <li className="idea-proposed">
      <span className="idea-kind">{t('marks.maybe', { kind: competitor?.name ?? t(`kind.${kind}`) })}</span>
      <q>{quote}</q>
      <Button size="small" onClick={onMark}>
        {t('marks.keep')}
      </Button>
      <Button size="small" type="link" onClick={() => tried(dismiss())}>
        {t('marks.dismiss')}
      </Button>
    </li>
  )
}
