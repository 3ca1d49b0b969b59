import { CareScriptParams, type CareScriptRow } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay, usePreferences, useUrlState } from '../platform/index.ts'
import { Instant, LinkButton, Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { ScriptModal } from './care/ScriptModal.tsx'
import { ScriptText } from './care/ScriptText.tsx'
import { useCareScripts } from './queries.ts'
import './contacts.css'

const languages = CareScriptParams.shape.language
const Place = z.object({ language: languages.optional() })

/** 回访话术: what is said on care calls, by state of mind and language; the company's words in place of those shipped. */
export function CareScriptsPage() {
  const { t } = useTranslation('contacts')
  const [place, setPlace] = useUrlState(Place)
  const own = usePreferences().language === 'en' ? 'en' : 'zh'
  const language = place.language ?? own
  const scripts = useCareScripts()
  const mayManage = useMay('warnings:manage')
  const [editing, setEditing] = useState<CareScriptRow>()
  return (
    <Page
      title={t('script.page')}
      extra={
        <Segmented
          value={language}
          aria-label={t('script.language')}
          onChange={(next) => setPlace({ language: next })}
          options={languages.options.map((value) => ({ value, label: t(`script.in.${value}`) }))}
        />
      }
      actions={<LinkButton to="/care">{t('care.title')}</LinkButton>}
    >
      <p className="meta">{t('script.hint')}</p>
      {scripts.isPending && <TableBones />}
      {scripts.isError && <ProblemNotice problem={scripts.error} onRetry={scripts.refetch} />}
      <div className="care-scripts">
        {scripts.data?.rows
          .filter((row) => row.language === language)
          .map((row) => (
            <section key={row.mindset} className="card care-card care-script" aria-labelledby={`script-${row.mindset}`}>
              <h2 id={`script-${row.mindset}`}>{t(`mindset.${row.mindset}`)}</h2>
              <p className="meta">
                {row.madeAt ? (
                  <>
                    {row.by?.name} <Instant at={row.madeAt} /> · {row.reason}
                  </>
                ) : (
                  t('script.shipped')
                )}
              </p>
              <ScriptText script={row} />
              {mayManage && <Button onClick={() => setEditing(row)}>{t('script.edit')}</Button>}
            </section>
          ))}
      </div>
      {editing && <ScriptModal script={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}
