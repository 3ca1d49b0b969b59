import { useState } from 'react'
import { lackingOf } from '../draft/filing.ts'
import { Choices } from '../parts/Choices.tsx'
import { Field } from '../parts/Field.tsx'
import { usePortal } from '../portal-context.ts'
import { type StepProps, StepScreen } from './StepScreen.tsx'

const ways = ['phone', 'email', 'none'] as const

/** 怎么联系您: one way is enough; the name is optional. */
export function ContactStep(props: StepProps) {
  const { t } = usePortal()
  const { filing, change } = props
  const [refused, setRefused] = useState(0)
  const lacking = lackingOf(filing, 'contact')
  const wrong = lacking.phone ?? lacking.email
  const error =
    refused > 0 && wrong ? t(`filing.contact.${filing.contactBy === 'email' ? 'email' : 'phone'}.${wrong as 'needed'}`) : undefined
  return (
    <StepScreen
      {...props}
      title={t('filing.contact.title')}
      lead={t('filing.contact.lead')}
      act={t('filing.next')}
      refused={refused}
      onAct={() => (wrong ? setRefused(refused + 1) : props.onNext())}
    >
      <Choices
        legend={t('filing.contact.by')}
        shape="chips"
        choices={ways.map((value) => ({ value, label: t(`filing.contact.way.${value}`) }))}
        value={filing.contactBy}
        onChoose={(contactBy) => change({ contactBy })}
      />
      {filing.contactBy === 'phone' && (
        <Field
          label={t('filing.contact.phone.label')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          maxLength={40}
          value={filing.phone}
          onType={(phone) => change({ phone })}
          error={error}
        />
      )}
      {filing.contactBy === 'email' && (
        <Field
          label={t('filing.contact.email.label')}
          type="email"
          inputMode="email"
          autoComplete="email"
          maxLength={200}
          value={filing.email}
          onType={(email) => change({ email })}
          error={error}
        />
      )}
      {filing.contactBy === 'none' ? (
        <p className="notice">{t('filing.contact.noneMeans')}</p>
      ) : (
        <Field
          label={t('filing.contact.name')}
          optional={t('part.optional')}
          autoComplete="name"
          maxLength={100}
          value={filing.name}
          onType={(name) => change({ name })}
        />
      )}
    </StepScreen>
  )
}
