import { type CoachingNote, coachingForms } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMay } from '../platform/index.ts'
import { EmptyState, GrowingText, Instant, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import type { PartProps } from './CoachingPage.tsx'
import { GiveNoteModal } from './GiveNoteModal.tsx'
import { acknowledgeNote, useNotes, useRefreshCoaching } from './queries.ts'

/** 辅导: notes for me, with the button to acknowledge; for those who coach also what they gave. */
export function NotesPart({ place, onPlace }: PartProps) {
  const { t } = useTranslation('coaching')
  const mayGive = useMay('coaching:give')
  const notes = useNotes({ of: place.of, cursor: place.cursor })
  const [isGiving, setGiving] = useState(false)
  const rows = notes.data?.rows ?? []
  return (
    <>
      {mayGive && (
        <div className="coaching-bar">
          <Segmented
            value={place.of}
            aria-label={t('notes.whose')}
            onChange={(of) => onPlace({ of })}
            options={(['mine', 'given'] as const).map((value) => ({ value, label: t(`notes.of.${value}`) }))}
          />
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('notes.give')}
          </Button>
        </div>
      )}
      {notes.isPending && <TableBones />}
      {notes.isError && <ProblemNotice problem={notes.error} onRetry={notes.refetch} />}
      {notes.data && rows.length === 0 && <EmptyState title={t('notes.none')} detail={t('notes.noneDetail')} />}
      {rows.length > 0 && (
        <ul className="card coaching-list" aria-label={t('part.notes')}>
          {rows.map((note) => (
            <li key={note.id}>
              <Note note={note} />
            </li>
          ))}
        </ul>
      )}
      {notes.data && rows.length > 0 && (
        <Pager
          cursor={place.cursor}
          nextCursor={notes.data.nextCursor}
          total={notes.data.total}
          onChange={(cursor) => onPlace({ cursor })}
        />
      )}
      {isGiving && <GiveNoteModal onClose={() => setGiving(false)} />}
    </>
  )
}

function Note({ note }: { note: CoachingNote }) {
  const { t } = useTranslation('coaching')
  return (
    <article>
      <header className="coaching-head">
        <strong>{t(`notes.form_${note.form}`)}</strong>
        <span>{t('notes.from', { name: note.by.name, person: note.person.name })}</span>
        <span className="meta">
          <Instant at={note.at} />
        </span>
        {note.sample && (
          <Link to={`/cases/${note.sample.caseId}`}>
            {t('notes.sample', { number: note.sample.number, total: note.sample.total ?? '' })}
          </Link>
        )}
        <span className="coaching-state">{t(note.acknowledgedAt ? 'notes.acknowledged' : 'notes.waiting')}</span>
      </header>
      <dl className="coaching-pieces">
        {coachingForms[note.form].map((part) => (
          <div key={part}>
            <dt>{t(`piece.${part}`)}</dt>
            <dd>{note.parts[part]}</dd>
          </div>
        ))}
      </dl>
      {note.reply && <blockquote>{note.reply}</blockquote>}
      {note.can.acknowledge && <Acknowledge id={note.id} />}
    </article>
  )
}

function Acknowledge({ id }: { id: string }) {
  const { t } = useTranslation('coaching')
  const refresh = useRefreshCoaching()
  const [reply, setReply] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)

  async function acknowledge() {
    setBusy(true)
    setProblem(undefined)
    try {
      await acknowledgeNote(id, reply)
      await refresh()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="coaching-reply">
      <GrowingText
        minRows={1}
        maxRows={6}
        maxLength={2_000}
        value={reply}
        aria-label={t('notes.reply')}
        placeholder={t('notes.reply')}
        onChange={({ target }) => setReply(target.value)}
      />
      <Button type="primary" loading={isBusy} onClick={() => void acknowledge()}>
        {t('notes.acknowledge')}
      </Button>
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </div>
  )
}
