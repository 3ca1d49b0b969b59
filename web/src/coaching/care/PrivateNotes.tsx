import type { PrivateNote } from '@zhiwei/contract'
import { Button, Checkbox, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../platform/index.ts'
import { GrowingText, Instant, Pager, ProblemNotice, TableBones } from '../../ui/index.ts'
import { removePrivateNote, sharePrivateNote, usePrivateNotes, writePrivateNote } from '../queries.ts'
import { useCareAct } from './CarePart.tsx'

/** 私人笔记: for whoever writes it; shared with the lead of the own team by choice. */
export function PrivateNotes() {
  const { t } = useTranslation('coaching')
  const leads = useMay('cases:assign')
  const act = useCareAct()
  const [text, setText] = useState('')
  const [shared, setShared] = useState(false)

  const write = () =>
    act(async () => {
      await writePrivateNote(text, shared)
      setText('')
      setShared(false)
    })

  return (
    <section className="card care-part" aria-labelledby="care-notes">
      <h2 id="care-notes">{t('diary.title')}</h2>
      <p className="meta">{t('diary.hint')}</p>
      <GrowingText
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={text}
        aria-label={t('diary.write')}
        placeholder={t('diary.write')}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="coaching-head">
        <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)}>
          {t('diary.shareAtOnce')}
        </Checkbox>
        <Button disabled={text.trim() === ''} onClick={() => void write()}>
          {t('diary.keep')}
        </Button>
      </p>
      <NotesOf of="mine" name={t('diary.title')} />
      {leads && <NotesOf of="team" name={t('diary.sharedWithMe')} />}
    </section>
  )
}

/** A page of one's own; or of what the team shares, where somebody does. */
function NotesOf({ of, name }: { of: 'mine' | 'team'; name: string }) {
  const [cursor, setCursor] = useState<string>()
  const notes = usePrivateNotes(of, cursor)
  if (notes.isPending) return <TableBones />
  if (!notes.data) return <ProblemNotice problem={notes.error} onRetry={notes.refetch} />
  const { rows, nextCursor, total } = notes.data
  if (rows.length === 0 && !cursor) return null
  return (
    <>
      {of === 'team' && <h3>{name}</h3>}
      <Notes notes={rows} name={name} />
      {(cursor || nextCursor) && <Pager cursor={cursor} nextCursor={nextCursor} total={total} onChange={setCursor} />}
    </>
  )
}

function Notes({ notes, name }: { notes: PrivateNote[]; name: string }) {
  const { t } = useTranslation('coaching')
  const act = useCareAct()
  return (
    <ul className="care-list" aria-label={name}>
      {notes.map(({ id, person, at, text, sharedAt, can }) => (
        <li key={id}>
          <p className="coaching-head">
            {!can.share && <strong>{person.name}</strong>}
            <span className="meta">
              <Instant at={at} />
            </span>
            {can.share && <span className="coaching-state meta">{t(sharedAt ? 'diary.shared' : 'diary.own')}</span>}
          </p>
          <p className="care-text">{text}</p>
          {can.share && (
            <span className="coaching-acts">
              <Button size="small" type="text" onClick={() => void act(() => sharePrivateNote(id, sharedAt === null))}>
                {t(sharedAt ? 'diary.unshare' : 'diary.share')}
              </Button>
              <Popconfirm title={t('diary.removeAsk')} okText={t('diary.remove')} onConfirm={() => act(() => removePrivateNote(id))}>
                <Button size="small" type="text">
                  {t('diary.remove')}
                </Button>
              </Popconfirm>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
