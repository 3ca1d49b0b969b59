import { useTranslation } from 'react-i18next'
import { NumberField } from './NumberField.tsx'

/** 沉默与离开: after how long a silent visitor is asked, and who counts as gone on either side. */
export function PacePart() {
  const { t } = useTranslation('chats')
  return (
    <section className="card">
      <h2>{t('settings.pace')}</h2>
      <NumberField name="silenceAskSeconds" min={30} max={3_600} />
      <NumberField name="silenceEndSeconds" min={30} max={3_600} />
      <NumberField name="visitorGoneMinutes" min={1} max={240} />
      <NumberField name="staffAwaySeconds" min={30} max={3_600} />
    </section>
  )
}
