import { type EightDDetail, type PartDetail, PartDiscipline } from '@zhiwei/contract'
import { Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { usePartners, useReportPartActs } from './queries.ts'

/** Usual days for each, from today: a stopgap at once, the cause in a week. Source: docs/rules/partners.md */
const usualDays: Record<PartDiscipline, number> = { containment: 2, cause: 7, chosen: 10, implemented: 21, prevention: 30 }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const disciplines = PartDiscipline.options

type Values = { unitId: string; title: string; brief: string; disciplines: PartDiscipline[]; due: Record<PartDiscipline, string> }

/** 邀请合作单位: which firm, in which words, what until when. */
export function InviteModal({ report, onClose }: { report: EightDDetail; onClose: () => void }) {
  const { t } = useTranslation('partners')
  const firms = usePartners()
  const { invite } = useReportPartActs(report.id)
  return (
    <FormModal<Values>
      open
      width={600}
      title={t('invite.title')}
      okText={t('invite.send')}
      initialValues={{
        title: report.title,
        brief: report.texts.problem,
        disciplines: ['containment', 'cause'],
        due: Object.fromEntries(disciplines.map((discipline) => [discipline, inDays(usualDays[discipline])])) as Values['due'],
      }}
      onSubmit={({ disciplines: asked, due, ...values }) =>
        invite.mutateAsync({ ...values, asks: asked.map((discipline) => ({ discipline, dueOn: due[discipline] })) })
      }
      onClose={onClose}
    >
      <Form.Item name="unitId" label={t('firm')} rules={[{ required: true, message: t('invite.firmRequired') }]}>
        <Select options={(firms.data?.rows ?? []).map(({ unit }) => ({ value: unit.id, label: unit.name }))} />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('invite.problem')}
        rules={[{ required: true, whitespace: true, message: t('invite.problemRequired') }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="brief"
        label={t('brief')}
        extra={t('invite.onlyThis')}
        rules={[{ required: true, whitespace: true, message: t('invite.briefRequired') }]}
      >
        <GrowingText minRows={3} maxRows={10} maxLength={8_000} />
      </Form.Item>
      <Form.Item name="disciplines" label={t('invite.asks')} rules={[{ required: true, message: t('invite.asksRequired') }]}>
        <Checkbox.Group options={disciplines.map((value) => ({ value, label: t(`discipline.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.disciplines !== after.disciplines}>
        {({ getFieldValue }) => (
          <div className="part-days">
            {disciplines
              .filter((discipline) => (getFieldValue('disciplines') as PartDiscipline[] | undefined)?.includes(discipline))
              .map((discipline) => (
                <Form.Item
                  key={discipline}
                  name={['due', discipline]}
                  label={t('invite.dueOf', { what: t(`discipline.${discipline}`) })}
                  rules={[{ required: true, message: t('invite.dueRequired') }]}
                >
                  <Input type="date" />
                </Form.Item>
              ))}
          </div>
        )}
      </Form.Item>
    </FormModal>
  )
}

/** 再请答一项. */
export function AskMoreModal({ reportId, part, onClose }: { reportId: string; part: PartDetail; onClose: () => void }) {
  const { t } = useTranslation('partners')
  const { ask } = useReportPartActs(reportId)
  const left = disciplines.filter((discipline) => !part.asks.some((asked) => asked.discipline === discipline))
  return (
    <FormModal<{ discipline: PartDiscipline; dueOn: string }>
      open
      title={t('invite.more')}
      okText={t('invite.send')}
      initialValues={{ ...(left[0] && { discipline: left[0], dueOn: inDays(usualDays[left[0]]) }) }}
      onSubmit={(values) => ask.mutateAsync({ id: part.id, ...values })}
      onClose={onClose}
    >
      <Form.Item name="discipline" label={t('ask')} rules={[{ required: true, message: t('invite.asksRequired') }]}>
        <Select options={left.map((value) => ({ value, label: t(`discipline.${value}`) }))} />
      </Form.Item>
      <Form.Item name="dueOn" label={t('due')} rules={[{ required: true, message: t('invite.dueRequired') }]}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}
