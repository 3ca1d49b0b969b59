import { CardKind, Channel, cardNeeds, type MeasureCut, type MeasureDefinition, type MeasureName, type OwnCard } from '@zhiwei/contract'
import { Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../../classification/index.ts'
import { UnitSelect } from '../../identity/index.ts'
import { useWordsOf } from '../../measures/index.ts'
import { newIdempotencyKey } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'

type Values = {
  measure: MeasureName
  kind: CardKind
  by?: MeasureCut
  title?: string
  wide?: boolean
  category?: string
  channel?: string
  unitId?: string
}
type Props = {
  /** None: a new one. */
  card: OwnCard | undefined
  definitions: readonly MeasureDefinition[]
  onSubmit: (card: OwnCard) => void
  onClose: () => void
}

const isTime = (cut: MeasureCut) => cut === 'day' || cut === 'week' || cut === 'month'

/** The kinds that can draw a measure, and by what each can cut it. */
const kindsOf = ({ unit, cuts }: MeasureDefinition) =>
  CardKind.options.filter(
    (kind) => !cardNeeds[kind].isWhole && (cardNeeds[kind].units?.includes(unit) ?? true) && cutsOf(kind, cuts).length > 0,
  )
const cutsOf = (kind: CardKind, cuts: readonly MeasureCut[]) => cuts.filter((cut) => isTime(cut) === (cardNeeds[kind].cut === 'time'))

/** 卡片: which measure, drawn how, cut by what, narrowed to what. */
export function CardForm({ card, definitions, onSubmit, onClose }: Props) {
  const { t } = useTranslation('dashboards')
  // What shows several measures or cuts together stays as it is; it may be named, narrowed and widened.
  const whole = card && cardNeeds[card.kind].isWhole ? card : undefined
  return (
    <FormModal<Values>
      open
      title={t(card ? 'own.changeCard' : 'own.newCard')}
      okText={t(card ? 'own.save' : 'own.addOk')}
      initialValues={card ? { ...card, ...(card.filter as Partial<Values>) } : { measure: 'complaints', kind: 'trend' }}
      onSubmit={async (values) =>
        onSubmit(cardOf(whole ? { ...values, measure: whole.measure, kind: whole.kind, ...(whole.by && { by: whole.by }) } : values, card))
      }
      onClose={onClose}
    >
      {!whole && <ChartFields definitions={definitions} />}
      <ShownFields measure={whole?.measure} definitions={definitions} />
    </FormModal>
  )
}

/** Which measure, drawn how, cut by what. */
function ChartFields({ definitions }: { definitions: readonly MeasureDefinition[] }) {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const form = Form.useFormInstance<Values>()
  const measured = Form.useWatch('measure', form)
  const definition = definitions.find(({ name }) => name === measured)
  const kind = Form.useWatch('kind', form) ?? 'trend'
  const kinds = definition ? kindsOf(definition) : []
  const cuts = definition ? cutsOf(kind, definition.cuts) : []

  /** What no longer fits the choice is chosen anew. */
  function fit() {
    const { measure, kind: chosen, by } = form.getFieldsValue()
    const now = definitions.find(({ name }) => name === measure)
    if (!now) return
    const next = kindsOf(now).includes(chosen) ? chosen : (kindsOf(now)[0] ?? chosen)
    const possible = cutsOf(next, now.cuts)
    form.setFieldsValue({ kind: next })
    if (by && possible.includes(by)) return
    form.setFieldValue('by', cardNeeds[next].cut === 'time' ? undefined : possible[0])
  }

  return (
    <>
      <Form.Item name="measure" label={t('own.field.measure')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          onChange={fit}
          options={definitions.filter((one) => kindsOf(one).length > 0).map(({ name, title }) => ({ value: name, label: say(title) }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('own.field.kind')}>
        <Select onChange={fit} options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="by" label={t('cut')}>
        <Select
          allowClear={cardNeeds[kind].cut === 'time'}
          placeholder={t('own.byPeriod')}
          options={cuts.map((value) => ({ value, label: t(`measures:cut.${value}`) }))}
        />
      </Form.Item>
    </>
  )
}

/** Its title, what it is narrowed to, how wide it is. */
function ShownFields({ measure, definitions }: { measure: MeasureName | undefined; definitions: readonly MeasureDefinition[] }) {
  const { t } = useTranslation('dashboards')
  const say = useWordsOf()
  const chosen = Form.useWatch('measure', Form.useFormInstance<Values>())
  const definition = definitions.find(({ name }) => name === (measure ?? chosen))
  return (
    <>
      <Form.Item name="title" label={t('own.field.title')}>
        <Input maxLength={60} placeholder={definition && say(definition.title)} />
      </Form.Item>
      <Form.Item name="category" label={t('own.field.category')}>
        <CatalogueSelect catalogue="categories" label={t('own.field.category')} placeholder={t('all')} />
      </Form.Item>
      <Form.Item name="channel" label={t('own.field.channel')}>
        <Select allowClear placeholder={t('all')} options={Channel.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unitId" label={t('own.field.unit')}>
        <UnitSelect label={t('own.field.unit')} placeholder={t('all')} />
      </Form.Item>
      <Form.Item name="wide" valuePropName="checked">
        <Checkbox>{t('own.field.wide')}</Checkbox>
      </Form.Item>
    </>
  )
}

/** What the form says; what it does not ask of a card stays as it was. */
function cardOf({ measure, kind, by, title, wide = false, category, channel, unitId }: Values, before: OwnCard | undefined): OwnCard {
  const { title: _, by: __, cuts, filter: kept, ...rest } = before ?? { id: newIdempotencyKey() }
  const filter = { ...kept, category, channel, unitId }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  const isSameCut = before && before.measure === measure && before.kind === kind
  return {
    ...rest,
    measure,
    kind,
    wide,
    ...(by && { by }),
    ...(isSameCut && cuts && { cuts }),
    ...(title?.trim() && { title: title.trim() }),
    ...(given.length > 0 && { filter: Object.fromEntries(given) }),
  }
}
