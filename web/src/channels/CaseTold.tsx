import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant } from '../ui/index.ts'
import { MessageWords } from './MessageWords.tsx'
import { useToldOfCase } from './queries.ts'
import { SendAgain } from './SendAgain.tsx'
import './channels.css'

const shownFirst = 4

/** 告知客户: what the customer of a case was told and where to, or that somebody has to tell them in person. */
export function CaseTold({ caseId }: { caseId: string }) {
  const { t } = useTranslation('channels')
  const told = useToldOfCase(caseId)
  const [isWhole, setWhole] = useState(false)
  const [open, setOpen] = useState<string>()
  if (!told.data) return null
  const { door, rows } = told.data
  const shown = isWhole ? rows : rows.slice(0, shownFirst)
  return (
    <section className="part">
      <h2>{t('told.title')}</h2>
      <p className="meta">{door ? t('told.door', { door: t(`door.${door.door}`), to: door.to }) : t('told.inPerson')}</p>
      {door && rows.length === 0 && <p className="meta">{t('told.none')}</p>}
      <ul className="plain told-rows">
        {shown.map((row) => (
          <li key={row.id}>
            <span className="told-row">
              <Button
                type="link"
                size="small"
                className="told-open"
                aria-expanded={open === row.id}
                aria-label={t('told.show', { kind: t(`kind.${row.kind}`) })}
                onClick={() => setOpen(open === row.id ? undefined : row.id)}
              >
                {t(`kind.${row.kind}`)}
              </Button>
              <span className="meta">{t(row.quiet ? 'log.quiet' : `state.${row.state}`)}</span>
              {row.insteadOf && <span className="meta">{t('log.by', { door: t(`door.${row.door}`) })}</span>}
              <Instant at={row.sentAt ?? row.at} />
              {row.state === 'failed' && row.can.sendAgain && <SendAgain id={row.id} />}
            </span>
            {row.lastError && <span className={row.state === 'sent' ? 'meta' : 'channel-error'}>{row.lastError}</span>}
            {open === row.id && <MessageWords id={row.id} />}
          </li>
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('told.more', { count: rows.length - shown.length })}
        </Button>
      )}
    </section>
  )
}
