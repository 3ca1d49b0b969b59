import { useQueryClient } from '@tanstack/react-query'
import type { ReportMailSettings } from '@zhiwei/contract'
import { App, Checkbox, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'
import './periodic-reports.css'

/** 发送设置 of the whole company. */
export function MailSettings({ settings }: { settings: ReportMailSettings }) {
  const { t } = useTranslation('periodic-reports')
  const client = useQueryClient()
  const { message } = App.useApp()
  const words = useProblemWords()
  const { outsideAllowed, sends, version } = settings
  async function change(changed: Partial<Pick<ReportMailSettings, 'outsideAllowed' | 'sends'>>) {
    await api
      .put('/report-mail-settings', { outsideAllowed, sends, version, ...changed })
      .catch((error: unknown) => message.error(words(error).title))
    await client.invalidateQueries({ queryKey: ['report-mail-settings'] })
  }
  return (
    <section className="card report-mails">
      <h2>{t('settings.title')}</h2>
      <Radio.Group
        aria-label={t('settings.sends')}
        value={sends}
        onChange={({ target }) => void change({ sends: target.value })}
        options={(['file', 'link'] as const).map((value) => ({ value, label: t(`settings.${value}`) }))}
      />
      <p>
        <Checkbox checked={outsideAllowed} onChange={({ target }) => void change({ outsideAllowed: target.checked })}>
          {t('settings.outside')}
        </Checkbox>
      </p>
      <p className="meta">{t('settings.hint')}</p>
    </section>
  )
}
