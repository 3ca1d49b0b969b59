import type { EightDDetail, EightDTexts } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GrowingText, useProblemWords } from '../ui/index.ts'
import { useReportActs } from './queries.ts'

/** One text of the report: read, and written in its place. */
export function WrittenText({ report, field }: { report: EightDDetail; field: keyof EightDTexts }) {
  const { t } = useTranslation('improvement')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { change } = useReportActs()
  const [typed, setTyped] = useState<string>()
  const text = report.texts[field]
  const keep = () =>
    change.mutateAsync({ id: report.id, texts: { [field]: typed ?? '' }, version: report.version }).then(
      () => setTyped(undefined),
      (error: unknown) => void message.error(words(error).title),
    )
  if (typed === undefined)
    return (
      <div className="written">
        {text ? <p className="improvement-text">{text}</p> : <p className="meta">{t(`eightD.hint.${field}`)}</p>}
        {report.mayEdit && (
          <Button
            size="small"
            aria-label={t(text ? 'eightD.changeOf' : 'eightD.writeOf', { what: t(`eightD.field.${field}`) })}
            onClick={() => setTyped(text)}
          >
            {t(text ? 'edit' : 'write')}
          </Button>
        )}
      </div>
    )
  return (
    <div className="written is-open">
      <GrowingText
        aria-label={t(`eightD.field.${field}`)}
        minRows={3}
        maxRows={16}
        maxLength={8_000}
        autoFocus
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="written-acts">
        <Button type="primary" loading={change.isPending} onClick={() => void keep()}>
          {t('save')}
        </Button>
        <Button onClick={() => setTyped(undefined)}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
