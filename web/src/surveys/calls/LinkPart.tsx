import type { FollowUpDetail, SurveyLink } from '@zhiwei/contract'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../platform/index.ts'
import { colon } from '../../platform/punctuation.ts'
import { useProblemWords } from '../../ui/index.ts'
import { makeLink, useRefresh } from '../queries.ts'

/** 问卷链接: made here and sent by whoever calls, by the way they talk to the customer; shown once. */
export function LinkPart({ call }: { call: Pick<FollowUpDetail, 'caseId' | 'survey' | 'can'> }) {
  const { t } = useTranslation('surveys')
  const format = useFormat()
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefresh()
  const [link, setLink] = useState<SurveyLink>()
  const [isBusy, setBusy] = useState(false)

  async function make() {
    setBusy(true)
    try {
      setLink(await makeLink(call.caseId))
      await refresh()
    } catch (error) {
      const { title, detail } = words(error)
      message.error([title, detail].filter(Boolean).join(colon()))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="fu-link">
      <span>
        {t('link.title')} {call.survey && <strong>{t(`survey.${call.survey.state}`)}</strong>}
      </span>
      {call.can.link && (
        <Button size="small" loading={isBusy} onClick={() => void make()}>
          {t(link ? 'link.another' : 'link.make')}
        </Button>
      )}
      {link && (
        <div className="fu-address">
          <Input readOnly value={link.address} aria-label={t('link.address')} onFocus={({ target }) => target.select()} />
          <p className="meta">{t('link.hint', { at: format.date(link.expiresAt) })}</p>
        </div>
      )}
    </div>
  )
}
