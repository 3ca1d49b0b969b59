import type { KnowledgeDetail, KnowledgeVersion } from '@zhiwei/contract'
import { Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Instant } from '../../ui/index.ts'
import { DiffText } from '../DiffText.tsx'
import { sectionsOf } from './typed.ts'

/** 版本: who wrote and approved each, and two of them side by side. */
export function Versions({ entry }: { entry: KnowledgeDetail }) {
  const { t } = useTranslation('knowledge')
  return (
    <section className="card kb-part" aria-labelledby="kb-versions">
      <h2 id="kb-versions">{t('versions')}</h2>
      <ol className="plain kb-versions">
        {entry.versions.map((version) => (
          <li key={version.no}>
            <strong>{t('versionNo', { no: version.no })}</strong> <Tag>{t(`versionState.${version.state}`)}</Tag>{' '}
            <span className="meta">
              {version.madeBy ? t('wrote', { name: version.madeBy.name }) : t('starter')} <Instant at={version.madeAt} />
              {version.decidedBy && version.decidedAt && (
                <>
                  {' · '}
                  {t('approvedBy', { name: version.decidedBy.name })} <Instant at={version.decidedAt} />
                </>
              )}
            </span>
            {version.note && <p className="kb-text">{version.note}</p>}
            {version.decisionNote && <p className="kb-text">{t('decisionNote', { note: version.decisionNote })}</p>}
          </li>
        ))}
      </ol>
      {entry.versions.length > 1 && <Compare versions={entry.versions} />}
    </section>
  )
}

function Compare({ versions }: { versions: KnowledgeVersion[] }) {
  const { t } = useTranslation('knowledge')
  const [newest, second] = versions
  const [pair, setPair] = useState([second?.no ?? 0, newest?.no ?? 0])
  const [before, after] = pair.map((no) => versions.find((version) => version.no === no))
  const options = versions.map(({ no }) => ({ value: no, label: t('versionNo', { no }) }))
  if (!before || !after) return null
  const [one, other] = [sectionsOf(before), sectionsOf(after)]
  const names = [...new Set([...one, ...other].map(({ name }) => name))]
  const textIn = (sections: typeof one, name: string) => sections.find((section) => section.name === name)?.text ?? ''
  const changed = names.filter((name) => textIn(one, name) !== textIn(other, name))
  return (
    <section className="kb-compare" aria-label={t('compare.title')}>
      <h3>{t('compare.title')}</h3>
      <div className="kb-bar">
        <Select aria-label={t('compare.before')} value={before.no} options={options} onChange={(no) => setPair([no, after.no])} />
        <span aria-hidden="true">→</span>
        <Select aria-label={t('compare.after')} value={after.no} options={options} onChange={(no) => setPair([before.no, no])} />
      </div>
      {before.content.title !== after.content.title && (
        <p>
          <DiffText before={before.content.title} after={after.content.title} />
        </p>
      )}
      {changed.length === 0 && before.content.title === after.content.title && <p className="meta">{t('compare.same')}</p>}
      {changed.map((name) => (
        <section key={name} className="kb-section">
          <h4>{t(`field.${name}`)}</h4>
          <p className="kb-text">
            <DiffText before={textIn(one, name)} after={textIn(other, name)} />
          </p>
        </section>
      ))}
    </section>
  )
}
