import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../ui/index.ts'
import { ActFields } from './ActFields.tsx'
import type { OpenAct } from './ActPanel.tsx'
import type { Values } from './form.ts'
import { formOf } from './forms.ts'
import { NewsNotice } from './NewsNotice.tsx'
import { useActForm } from './use-act-form.ts'

type Props = { id: string; act: OpenAct; onBusy: (isBusy: boolean) => void; onDone: () => void }

/** The fields of an act, what others did meanwhile, and what the server had against it. */
export function ActFormBody({ id, act, onBusy, onDone }: Props) {
  const { t, i18n } = useTranslation('cases')
  const { form, values, initialValues, keep, submit, news, onContinue, problem } = useActForm(act, { onBusy, onDone })
  const hint = `actHint.${act.form}`
  return (
    <Form<Values>
      id={id}
      form={form}
      layout="vertical"
      initialValues={initialValues}
      onValuesChange={(_changed, all) => keep(all)}
      onFinish={() => void submit()}
    >
      {news && <NewsNotice news={news} onContinue={onContinue} />}
      {i18n.exists(`cases:${hint}`) && <p className="act-hint">{t(hint)}</p>}
      <ActFields form={formOf(act.form)} values={values} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Form>
  )
}
