import { type CaseIdeaMarks, IdeaKind, type ProposedMark } from '@zhiwei/contract'
import { App, Form, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { IdeaChoice, type IdeaChosen, toIdeaOf } from './IdeaChoice.tsx'
import { useCompetitors, useIdeaActs } from './queries.ts'

type Sentence = CaseIdeaMarks['sentences'][number]
type Values = { place: string; kind: IdeaKind; competitorId?: string } & IdeaChosen

const placeOf = ({ eventNo, start, end }: Pick<Sentence, 'eventNo' | 'start' | 'end'>) => `${eventNo} ${start} ${end}`

type Props = { caseId: string; sentences: Sentence[]; preset: ProposedMark | undefined; onClose: () => void }

/** 标记: which sentence, of which kind, and to which idea it belongs. */
export function MarkModal({ caseId, sentences, preset, onClose }: Props) {
  const { t } = useTranslation('ideas')
  const { message } = App.useApp()
  const { mark } = useIdeaActs()
  const initial: Partial<Values> = {
    kind: preset?.kind ?? 'wish',
    idea: 'none',
    ...(preset && { place: placeOf(preset) }),
    ...(preset?.competitor && { competitorId: preset.competitor.id }),
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('marks.markTitle')}
      okText={t('marks.keep')}
      initialValues={initial}
      onSubmit={async ({ place, kind, competitorId, ...chosen }) => {
        const [eventNo = 1, start = 0, end = 1] = place.split(' ').map(Number)
        const idea = toIdeaOf(chosen)
        await mark(caseId, {
          kind,
          eventNo,
          start,
          end,
          ...(kind === 'competitor' && competitorId && { competitorId }),
          ...(idea && { idea }),
        })
        message.success(t('marks.marked'))
      }}
      onClose={onClose}
    >
      <Form.Item name="place" label={t('marks.sentence')} rules={required}>
        <Radio.Group className="idea-sentences">
          {sentences.map((sentence) => (
            <Radio key={placeOf(sentence)} value={placeOf(sentence)}>
              {sentence.text}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item name="kind" label={t('marks.kind')} rules={required}>
        <Radio.Group options={IdeaKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => getFieldValue('kind') === 'competitor' && <CompetitorChoice />}
      </Form.Item>
      <IdeaChoice />
    </FormModal>
  )
}

function CompetitorChoice() {
  const { t } = useTranslation('ideas')
  const competitors = useCompetitors()
  return (
    <Form.Item name="competitorId" label={t('competitor.one')} rules={[{ required: true, message: t('competitor.required') }]}>
      <Select options={competitors.data?.rows.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
    </Form.Item>
  )
}
