import type { TemplateVersion } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant, ReasonModal, useProblemWords } from '../ui/index.ts'
import { useTemplateActs, useVersions } from './queries.ts'

/** 历次版本; what waits is decided here by somebody else than who wrote it. */
export function TemplateVersions({ kind, language, onDone }: { kind: string; language: string; onDone: () => void }) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const versions = useVersions(kind, language)
  const { decide } = useTemplateActs()
  const [refused, setRefused] = useState<string>()
  if (!versions.data || versions.data.rows.length < 2) return null
  const approve = (id: string) =>
    decide.mutate({ id, verdict: 'approve' }, { onSuccess: onDone, onError: (error) => void message.error(words(error).title) })
  return (
    <section>
      <h3>{t('template.history')}</h3>
      <ul className="plain told-rows">
        {versions.data.rows.map((version) => (
          <li key={version.no} className="told-row">
            <VersionLine version={version} />
            {version.state === 'waiting' && version.id && (
              <>
                <Button size="small" onClick={() => approve(version.id ?? '')}>
                  {t('template.approve')}
                </Button>
                <Button size="small" type="text" onClick={() => setRefused(version.id ?? undefined)}>
                  {t('template.refuse')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {refused && (
        <ReasonModal
          open
          title={t('template.refuseTitle')}
          okText={t('template.refuse')}
          onConfirm={(reason) => decide.mutateAsync({ id: refused, verdict: 'refuse', reason })}
          onClose={() => setRefused(undefined)}
        />
      )}
    </section>
  )
}

function VersionLine({ version }: { version: TemplateVersion }) {
  const { t } = useTranslation('channels')
  return (
    <span>
      {version.id ? t('template.own', { no: version.no, name: version.writtenBy?.name ?? '' }) : t('template.shipped')}{' '}
      <span className="meta">{t(`template.versionState.${version.state}`)}</span> {version.writtenAt && <Instant at={version.writtenAt} />}
      {version.reason && <span className="meta"> {version.reason}</span>}
    </span>
  )
}
