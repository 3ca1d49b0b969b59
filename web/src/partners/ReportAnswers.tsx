import type { EightDDetail, PartDiscipline } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import './partners.css'

/** Under a discipline of the report: what firms answered and was accepted. */
export function ReportAnswers({ report, discipline }: { report: EightDDetail; discipline: PartDiscipline }) {
  const { t } = useTranslation('partners')
  return (
    <>
      {report.partnerAnswers
        .filter((answer) => answer.discipline === discipline)
        .map(({ unit, text, at }) => (
          <blockquote key={`${unit.id} ${at}`} className="part-quote">
            <p className="meta">{t('answerOf', { name: unit.name })}</p>
            <p className="part-text">{text}</p>
          </blockquote>
        ))}
    </>
  )
}
