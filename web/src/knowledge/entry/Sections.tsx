import type { KnowledgeVersion } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { LawName } from '../Marks.tsx'
import { sectionsOf } from './typed.ts'

/** One version as people read it. */
export function Sections({ version }: { version: KnowledgeVersion }) {
  const { t } = useTranslation('knowledge')
  return (
    <>
      {sectionsOf(version).map(({ name, text }) => (
        <section key={name} className="kb-section">
          <h3>{t(`field.${name}`)}</h3>
          {name === 'citations' ? (
            <ul className="plain">
              {version.citations.map((law) => (
                <li key={law.id}>
                  <LawName law={law} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="kb-text">{text}</p>
          )}
        </section>
      ))}
    </>
  )
}
